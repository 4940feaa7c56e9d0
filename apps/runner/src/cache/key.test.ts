import { hashOf } from '@segue/engine'
import { testTypes } from '@segue/engine/testing/types'
import type { AnyNodeType } from '@segue/nodes'
import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { because } from './because.ts'
import { type Keyed, keyOf, keyParts } from './key.ts'

// It has all that a key asks of a node type.
const type = testTypes.get('test.join') as unknown as AnyNodeType
const file = (more: object = {}) => ({
  ...{
    artifactId: 'a'.repeat(64),
    mime: 'audio/wav',
    bytes: 10,
    name: 'kick.wav',
    meta: { sampleRate: 48_000 },
  },
  ...more,
})
const nobody = () => null
const partsOf = (more: Partial<Keyed> = {}, of: (id: string) => string | null = nobody) => {
  const parts = keyParts(
    { type, version: 1, params: {}, inputs: { in0: file() }, closure: {}, provider: null, ...more },
    of,
  )
  if (!parts) throw new Error('no key')
  return parts
}
const key = (...args: Parameters<typeof partsOf>) => keyOf(partsOf(...args))

test.each<[string, Partial<Keyed>]>([
  ['a file that is called something else', { inputs: { in0: file({ name: 'Kick final (2).wav' }) } }],
  ['how long its name makes the reference', { inputs: { in0: file({ bytes: 11 }) } }],
  ['a default that is written down', { params: { gain: 1 } }],
  ['the same value through a promoted param', { inputs: { in0: file(), gain: 1 } }],
])('%s changes nothing', (_, more) => {
  expect(key(more)).toBe(key())
})

test.each<[string, Partial<Keyed>, string]>([
  ['another file', { inputs: { in0: file({ artifactId: 'b'.repeat(64) }) } }, 'number changed'],
  ['other facts of a file', { inputs: { in0: file({ meta: { sampleRate: 44_100 } }) } }, 'number changed'],
  ['an input more', { inputs: { in0: file(), in1: 5 } }, 'number changed'],
  ['a param', { params: { gain: 2 } }, 'gain changed'],
  ['a param through its port', { inputs: { in0: file(), gain: 2 } }, 'gain changed'],
  ['the version of the node type', { version: 2 }, 'Join works differently in this version'],
  ['a sample that the set refers to', { closure: { 'kick.wav': 'h' } }, 'its files changed: kick.wav'],
  ['the application', { provider: 'blender@3.4.1' }, 'Blender 3.4.1 instead of none'],
])('%s changes the key, and the plan says so', (_, more, words) => {
  expect(key(more)).not.toBe(key())
  expect(because(type, partsOf(more), partsOf())).toBe(words)
})

test('several reasons are told, the first three names of each', () => {
  const inputs = Object.fromEntries(['in1', 'in2', 'in3', 'in4'].map((port) => [port, 1]))
  expect(because(type, partsOf({ inputs, provider: 'standin:blender@2' }), partsOf())).toBe(
    'number, number, number and 2 more changed; the stand-in instead of none',
  )
  expect(because(type, partsOf(), null)).toBe('first run')
  expect(because(type, partsOf(), partsOf())).toBe('its result is no longer kept')
})

test('a file whose bytes differ each time counts as what made it', () => {
  const made = (id: string) => (id === 'a'.repeat(64) || id === 'b'.repeat(64) ? 'the same step' : null)
  const other = { inputs: { in0: file({ artifactId: 'b'.repeat(64) }) } }
  expect(key(other, made)).toBe(key({}, made))
})

test('a list that is stored as a file counts like the list', () => {
  const stored = file({ artifactId: 'c'.repeat(64), mime: mimeTypes.list, meta: {} })
  const of = (id: string) => (id === 'c'.repeat(64) ? hashOf([1, 2]) : null)
  expect(key({ inputs: { in0: stored } }, of)).toBe(key({ inputs: { in0: [1, 2] } }, of))
})

test('settings that do not fit have no key', () => {
  expect(
    keyParts({ type, version: 1, params: { gain: 'loud' }, inputs: {}, closure: {}, provider: null }, nobody),
  ).toBeNull()
})
