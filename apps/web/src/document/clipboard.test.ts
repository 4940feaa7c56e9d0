import { applyChanges } from '@segue/protocol'
import { expect, it } from 'vitest'
import { sample } from '../testing/fixtures.ts'
import { copyText, pasteChanges, readClip } from './clipboard.ts'
import { openGraph } from './openGraph.ts'

const ids = new Set(['curves', 'soft', 'anim'])

it('round-trips byte for byte through a text file and a paste', () => {
  const text = copyText(sample, ids)
  const clip = readClip(text)
  if (!clip) throw new Error('The text holds no nodes.')
  const { nodeIds, changes } = pasteChanges(openGraph(sample), clip, { x: 5000, y: -77 })
  const pasted = applyChanges(sample, changes)
  expect(copyText(pasted, new Set(nodeIds))).toBe(text)
})

it('copies only the wires between the copied nodes', () => {
  expect(readClip(copyText(sample, ids))?.edges).toHaveLength(2)
  expect(readClip(copyText(sample, new Set(['sound', 'anim'])))?.edges).toEqual([])
})

it('gives pasted nodes ids of their own and places them from the corner', () => {
  const clip = readClip(copyText(sample, ids))
  const { nodeIds, changes } = clip
    ? pasteChanges(openGraph(sample), clip, { x: 100, y: 50 })
    : { nodeIds: [], changes: [] }
  expect(nodeIds.filter((id) => sample.graph.nodes[id])).toEqual([])
  expect(changes.flatMap((change) => (change.type === 'node.add' ? [change.at.x] : []))).toEqual([
    100, 420, 740,
  ])
})

it('takes no other text for nodes', () => {
  expect(readClip('hello')).toBeNull()
  expect(readClip('{"segue":"nodes","version":2,"nodes":{},"edges":[]}')).toBeNull()
})
