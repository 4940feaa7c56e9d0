import { expect, test } from 'vitest'
import { type EventSettings, kinds } from './kinds.ts'
import { eventValues, leavesOf, likelyValue, pointerTo, shortOf, valueAt } from './pointers.ts'

const nothing = { inputs: [], outputs: [], heard: [] }
// The kinds asked for below are those of events.
const settings = (kind: EventSettings['kind'], over: object = {}) =>
  ({ ...kinds[kind].begin(), ...over }) as EventSettings

test('keys with slashes and tildes are found again', () => {
  const data = { 'a/b': { 'c~d': [1, 2] } }
  const pointer = pointerTo('a/b', 'c~d', 1)
  expect(pointer).toBe('/a~1b/c~0d/1')
  expect(valueAt(data, pointer)).toBe(2)
  expect(leavesOf(data).map((leaf) => leaf.pointer)).toEqual(['/a~1b/c~0d/0', pointer])
})

test('what is not there is undefined, and nothing is found on a prototype', () => {
  expect(valueAt({ body: null }, '/body/title')).toBeUndefined()
  expect(valueAt({}, '/constructor')).toBeUndefined()
  expect(valueAt('text', '')).toBe('text')
})

test('a webhook offers the inputs of the recipe in its body, then what has come', () => {
  const heard = [{ data: { body: { title: 'Night', bpm: 128 }, headers: { host: 'x' } } }]
  const values = eventValues(settings('webhook'), {
    inputs: [{ key: 'title', label: 'Title' }],
    outputs: [],
    heard,
  })
  expect(values).toEqual([
    { pointer: '/body/title', label: 'Title of the body', for: 'title' },
    { pointer: '/body', label: 'The whole body' },
    { pointer: '/body/bpm', label: '/body/bpm (128)' },
  ])
})

test('a set offers a file for each of its patterns, and another recipe its outputs', () => {
  const set = settings('files', { mode: 'set', set: ['*_drums.wav', '*_bass.wav'] })
  expect(eventValues(set, nothing).map(({ pointer }) => pointer)).toEqual([
    '/files/0',
    '/files/1',
    '/name',
    '/folder',
    '/take',
  ])
  const stems = settings('files', { mode: 'set' })
  const inputs = [{ key: 'low', label: 'Bass' }]
  const [first] = eventValues(stems, { ...nothing, inputs })
  expect(first).toMatchObject({ pointer: '/roles/bass', for: 'low' })
  const outputs = [{ key: 'film', label: 'Film' }]
  expect(eventValues(settings('recipe'), { ...nothing, outputs })[0]).toEqual({
    pointer: '/outputs/film',
    label: 'Film',
  })
})

test('an input is offered the value of its own name first, a file where it wants one', () => {
  const values = eventValues(settings('files'), nothing)
  expect(likelyValue(values, { key: 'title', type: 'text' })).toBe('/name')
  expect(likelyValue(values, { key: 'audio', type: 'audio' })).toBe('/file')
  expect(likelyValue(values, { key: 'take', type: 'number' })).toBe('/take')
  expect(likelyValue([], { key: 'take', type: 'number' })).toBe('')
})

test('a file is one value, told by its name', () => {
  const file = { artifactId: 'a'.repeat(64), mime: 'audio/flac', bytes: 1, name: 'amen.flac', meta: {} }
  expect(leavesOf({ file, name: 'amen' }).map(({ pointer, value }) => [pointer, shortOf(value)])).toEqual([
    ['/file', 'amen.flac'],
    ['/name', '"amen"'],
  ])
})
