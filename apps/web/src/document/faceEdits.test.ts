import { applyChanges, type Recipe } from '@segue/protocol'
import { expect, it } from 'vitest'
import { catalogue, sample, typeNamed } from '../testing/fixtures.ts'
import { wrapChanges } from './bodyEdits.ts'
import { exposeInput, exposeOutput, hideFace, labelFace } from './faceEdits.ts'
import { newNode } from './nodeEdits.ts'
import { openGraph } from './openGraph.ts'
import { portsOf } from './ports.ts'

const wrap = wrapChanges({ open: openGraph(sample), catalogue }, ['curves'], typeNamed('flow.map'))
const holder = wrap?.nodeId ?? ''
const recipe = applyChanges(sample, wrap?.changes ?? [])
const bodyOf = (document: Recipe) => document.graph.nodes[holder]?.body
const analyze = typeNamed('audio.analyze')
const { outputs } = portsOf(analyze, newNode(analyze))

it('gives a port inside out, and takes it back in', () => {
  const open = openGraph(recipe, [holder])
  const bpm = outputs.find(({ key }) => key === 'bpm')
  const given = applyChanges(recipe, bpm ? exposeOutput(open, 'curves', bpm) : [])
  expect(bodyOf(given)?.outputs.at(-1)).toEqual({
    key: 'bpm',
    label: 'Tempo',
    type: 'number',
    from: { nodeId: 'curves', port: 'bpm' },
  })
  expect(bodyOf(applyChanges(given, hideFace(given, holder, 'outputs', 'bpm')))).toEqual(bodyOf(recipe))
})

it('lets a port inside be filled from outside under a name that is free', () => {
  const open = openGraph(recipe, [holder])
  const port = {
    key: 'audio',
    label: 'Audio',
    type: 'audio' as const,
    required: true,
    optional: false,
    help: '',
  }
  const after = applyChanges(recipe, exposeInput(open, 'curves', port))
  expect(bodyOf(after)?.inputs.map(({ key }) => key)).toEqual(['audio', 'rate', 'audio2'])
})

it('calls an input something else without touching where it leads', () => {
  const after = applyChanges(recipe, labelFace(recipe, holder, 'inputs', { key: 'audio', label: 'Song' }))
  expect(bodyOf(after)?.inputs[0]).toEqual({ ...bodyOf(recipe)?.inputs[0], label: 'Song' })
})
