import { compile } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import type { StepView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { createFeed } from '../host/feed.ts'
import type { Values } from '../host/hostTypes.ts'
import { planNode } from '../host/values.ts'
import { recipeOf } from '../services/testing/chain.ts'
import type { Seen } from './relations.ts'
import { watchRunRelations } from './runRelations.ts'

const ref = (letter: string, name: string) => ({
  artifactId: letter.repeat(64),
  mime: 'application/octet-stream',
  bytes: 1,
  name,
  meta: {},
})
const [set, sound, curves, scene] = [
  ref('0', 'Kick.als'),
  ref('a', 'Kick.wav'),
  ref('b', 'Curves'),
  ref('c', 'Scene.blend'),
]
const node = (type: string, name: string) => ({ type, version: 1, name })
const compiled = compile(
  recipeOf(
    {
      export: node('live.export', 'Export'),
      analyse: node('audio.analyze', 'Analyse'),
      animate: node('blender.animate', 'Animate'),
      hear: node('td.audioIn', 'Hear'),
    },
    ['export.audio > analyse.audio', 'analyse.channels > animate.channels', 'export.audio > hear.audio'],
    { inputs: [{ key: 'set', label: 'Set', type: 'file', to: [{ nodeId: 'export', port: 'set' }] }] },
  ),
  catalogue,
)

/** A run whose steps settle as the test says; `settled` are those of an earlier process. */
function open(settled: Record<string, Values> = {}) {
  const feed = createFeed('test')
  const outputs = new Map(Object.entries(settled))
  const seen: Seen[] = []
  const viewOf = (nodeId: string, settledBy: StepView['settledBy'] = 'run') =>
    ({ nodeId, status: 'succeeded', settledBy, outputs: outputs.get(nodeId) ?? {} }) as StepView // all that is read
  const warnings: unknown[] = []
  const stop = watchRunRelations({
    feed,
    relations: { see: (one) => void seen.push(one) },
    logger: { warn: (...words: unknown[]) => void warnings.push(words) },
    runs: {
      unsettled: () => (outputs.size > 0 ? ['run_1'] : []),
      compiled: () => compiled,
      view: () => ({ steps: [...outputs.keys()].map((id) => viewOf(id)) }) as never,
      inputs: (_, { inputs }) =>
        Object.fromEntries(
          Object.entries(inputs).flatMap(([port, source]) => {
            if (source.from !== 'node') return []
            const value = outputs.get(source.nodeId)?.[source.port]
            return value === undefined ? [] : [[port, value]]
          }),
        ),
    },
  })
  return {
    seen,
    warnings,
    stop,
    settle(nodeId: string, made: Values, settledBy?: StepView['settledBy']) {
      outputs.set(nodeId, made)
      feed.publish('run_1', { type: 'step', step: viewOf(nodeId, settledBy) })
    },
  }
}
const through = ({ seen }: { seen: readonly Seen[] }) =>
  seen.map(({ from, to, kind, name }) => `${from} → ${to}, ${kind}: ${name}`)

test('what an application took is followed back to the one that made it', () => {
  expect(planNode(compiled.plan.nodes, 'animate')?.lane).toBe('blender')
  const run = open()
  run.settle('export', { audio: sound, set })
  run.settle('analyse', { channels: curves })
  run.settle('hear', { channels: curves })
  run.settle('animate', { scene })
  expect(run.warnings).toEqual([])
  expect(through(run)).toEqual([
    'live → td, artifact: Kick.wav',
    'live → blender, artifact: Kick.wav › Analyse',
  ])
  expect(run.seen[1]).toMatchObject({ runId: 'run_1', sha256: sound.artifactId })
})

test('a step whose result was known already took nothing', () => {
  const run = open()
  run.settle('export', { audio: sound }, 'cached')
  run.settle('hear', {}, 'cached')
  expect(run.seen).toEqual([])
  run.settle('analyse', { channels: curves }, 'cached')
  run.settle('animate', { scene })
  expect(through(run)).toEqual(['live → blender, artifact: Kick.wav › Analyse'])
})

test('what was made before a restart is known after it', () => {
  const run = open({ export: { audio: sound }, analyse: { channels: curves } })
  run.settle('animate', { scene })
  expect(through(run)).toEqual(['live → blender, artifact: Kick.wav › Analyse'])
})

test('a step that nobody knows stops nothing, and nothing is heard after the end', () => {
  const run = open()
  run.settle('export', { audio: sound })
  run.settle('unheard of', {})
  run.stop()
  run.settle('hear', {})
  expect(run.seen).toEqual([])
})
