import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ArtifactRef, own, type RunView, type StepView } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../lanes/attempt.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { examplesFolder, plantStarters } from './samples.ts'
import { testRuns } from './testing/runs.ts'

const examples = readdirSync(join(examplesFolder, 'recipes')).map((name) => basename(name, '.json'))
/** A film of ten seconds in its own size is made elsewhere. */
const smaller: Record<string, Record<string, Json>> = {
  'beat-film': { seconds: 1, width: 160, height: 90 },
  'film-to-approve': { seconds: 1, height: 90 },
  'sounds-to-films': { seconds: 0.5 },
}

let runner: TestRunner
beforeAll(async () => {
  runner = await openTestRunner()
  await plantStarters(runner.db, runner.artifacts)
})
afterAll(() => runner[Symbol.asyncDispose]())

type Word = { decision: 'approve'; pick: number } | { decision: 'reject'; comment: string }
const yes: Word = { decision: 'approve', pick: 1 }

/** Runs an example to its end; a question on the way gets this word. */
async function through(name: string, word: Word = yes): Promise<RunView> {
  const { services } = runner
  const inputs = own(smaller, name) ?? {}
  const { until } = testRuns(runner, { id: `rcp_${name}` })
  const { runId } = await services.runs.start({ recipe: { id: `rcp_${name}` }, inputs })
  const over = new Set(['succeeded', 'failed', 'cancelled', 'parked'])
  const asking = ({ steps }: RunView) => steps.find(({ asks }) => asks?.for === 'answer')
  const view = await until(runId, (now) => over.has(now.head.status) || asking(now) !== undefined)
  const step = asking(view)
  if (!step) return view
  await services.runs.answer({ runId, nodeId: step.nodeId, outputs: step.outputs, ...word })
  return until(runId, ({ head }) => over.has(head.status))
}

/** Every step of a run and of the runs inside it. */
async function stepsIn({ head: { runId }, steps }: RunView): Promise<StepView[]> {
  const inside = steps.filter(({ items }) => items !== null)
  const children = await Promise.all(
    inside.map(({ nodeId }) => runner.services.runs.children({ runId, nodeId, offset: 0, limit: 50 })),
  )
  const views = children.flat().flatMap(({ head }) => (head ? [runner.host.runs.view(head.runId)] : []))
  return [...steps, ...(await Promise.all(views.map(stepsIn))).flat()]
}

const sizes = (films: unknown) =>
  ArtifactRef.array()
    .parse(films)
    .map(({ name, meta: { width, height, frames } }) => `${name} ${width}×${height}, ${frames} frames`)

describe('on stand-ins', () => {
  test.each(examples)(
    '%s gives everything that it promises, and the same again without working',
    async (name) => {
      const { outputs } = await runner.services.recipes.get(`rcp_${name}`)
      const first = await through(name)
      expect(first.head).toMatchObject({ status: 'succeeded', failures: [] })
      expect(Object.keys(first.head.outputs).sort()).toEqual(outputs.map(({ key }) => key).sort())
      const again = await through(name)
      expect(again.head).toMatchObject({ status: 'succeeded', failures: [] })
      const steps = await stepsIn(again)
      expect(steps.filter(({ settledBy, lane }) => settledBy === 'run' && lane === 'blender')).toEqual([])
      expect((await runner.services.runs.replay(again.head.runId)).differs).toBeNull()
    },
  )

  test('Sounds to films makes a wide and a tall film of every sound, and delivers each', async () => {
    const { head, steps } = await through('sounds-to-films')
    const named = (size: string) =>
      ['drums', 'bass', 'chords'].map((stem) => `demo-${stem}.mp4 ${size}, 12 frames`)
    const { wide, tall, films } = head.outputs
    expect([sizes(wide), sizes(tall)]).toEqual([named('640×360'), named('360×640')])
    expect(ArtifactRef.array().array().parse(films).map(sizes)).toEqual([named('640×360'), named('360×640')])
    expect(steps.find(({ nodeId }) => nodeId === 'wide')?.items).toMatchObject({ total: 3, succeeded: 3 })
    const delivered = readdirSync(runner.host.runs.facts(head.runId).outFolder)
    expect(delivered).toContain('demo-bass 360x640.mp4')
  })

  test('Film to approve publishes the film that was picked, and nothing when both are rejected', async () => {
    const taken = await through('film-to-approve', { decision: 'approve', pick: 1 })
    const [, eclipse] = ArtifactRef.array().parse(own(shownBy(taken, 'both'), 'list'))
    expect(taken.head.outputs.film).toMatchObject({ artifactId: eclipse?.artifactId })
    const published = () => readdirSync(runner.host.runs.facts(taken.head.runId).outFolder)
    const before = published()
    const refused = await through('film-to-approve', { decision: 'reject', comment: 'Too slow.' })
    expect(refused.head).toMatchObject({ status: 'succeeded', outputs: {} })
    expect(refused.steps.find(({ nodeId }) => nodeId === 'publish')?.status).toBe('skipped')
    expect(published()).toEqual(before)
  })
})

const shownBy = ({ steps }: RunView, nodeId: string) =>
  steps.find((step) => step.nodeId === nodeId)?.outputs ?? {}
