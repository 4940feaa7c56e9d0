import { ArtifactRef, applyChanges } from '@segue/protocol'
import { expect, it } from 'vitest'
import { catalogue, sample } from '../testing/fixtures.ts'
import { fileChanges, typeForFile } from './fileEdits.ts'
import { openGraph } from './openGraph.ts'

const wired = { open: openGraph(sample), catalogue }
const file = (name: string, mime: string) =>
  ArtifactRef.parse({ artifactId: 'a'.repeat(64), mime, bytes: 10, name })
const at = { x: 10, y: 20 }

it('makes a sound file a node that holds it', () => {
  const placed = fileChanges(wired, file('beat.wav', 'audio/wav'), { at, nodeId: null })
  const after = applyChanges(sample, placed?.changes ?? [])
  const node = after.graph.nodes[placed?.nodeId ?? '']
  expect(node).toMatchObject({ type: 'file.audio', params: { file: { name: 'beat.wav' } } })
})

it('makes a Live Set a node fed by an input of the recipe', () => {
  const placed = fileChanges(wired, file('song.als', 'application/gzip'), { at, nodeId: null })
  const after = applyChanges(sample, placed?.changes ?? [])
  expect(after.graph.nodes[placed?.nodeId ?? '']?.type).toBe('live.readSet')
  expect(after.inputs.at(-1)).toMatchObject({ key: 'set', to: [{ nodeId: placed?.nodeId, port: 'set' }] })
})

it('gives a file to the node it is dropped on', () => {
  const placed = fileChanges(wired, file('beat.wav', 'audio/wav'), { at, nodeId: 'sound' })
  expect(placed?.nodeId).toBe('sound')
  expect(placed?.changes).toMatchObject([{ type: 'param.set', param: 'file' }])
})

it('changes the default of the input that fills the port already', () => {
  const first = fileChanges(wired, file('a.als', 'application/gzip'), { at, nodeId: null })
  const recipe = applyChanges(sample, first?.changes ?? [])
  const again = fileChanges({ open: openGraph(recipe), catalogue }, file('b.als', 'application/gzip'), {
    at,
    nodeId: first?.nodeId ?? null,
  })
  const { inputs } = applyChanges(recipe, again?.changes ?? [])
  expect(inputs).toHaveLength(2)
  expect(inputs.at(-1)?.default).toMatchObject({ name: 'b.als' })
})

it('chooses by what the file is when its name says nothing', () => {
  expect(typeForFile(catalogue, file('take 3', 'audio/flac'))?.id).toBe('file.audio')
})
