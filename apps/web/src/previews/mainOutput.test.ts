import { expect, test } from 'vitest'
import { typeNamed } from '../testing/fixtures.ts'
import { formatBytes, formatSeconds } from './facts.ts'
import { mainOutput } from './mainOutput.ts'

const ref = { artifactId: 'a'.repeat(64), mime: 'video/mp4', bytes: 1, name: 'film.mp4', meta: {} }

test('a file is shown before plain values', () => {
  expect(mainOutput({ count: 3, film: ref }, undefined)).toEqual({ kind: 'artifact', ref })
})

test('the first file of a list stands for the list', () => {
  expect(mainOutput({ films: [[ref], []] }, undefined)).toEqual({ kind: 'artifact', ref })
  expect(mainOutput({ stills: [ref, { ...ref, name: 'b' }] }, undefined)).toEqual({ kind: 'artifact', ref })
})

test('a node that steers a run shows what its placed ports give', () => {
  expect(mainOutput({ quiet: ref }, typeNamed('flow.merge'))).toEqual({ kind: 'artifact', ref })
  expect(mainOutput({ quiet: ref }, typeNamed('audio.analyze'))).toBeNull()
})

test('a plain value is shown when there is no file, and nothing when there are no outputs', () => {
  expect(mainOutput({ bpm: 0 }, undefined)).toEqual({ kind: 'value', value: 0 })
  expect(mainOutput({}, undefined)).toBeNull()
})

test('sizes and lengths read as people say them', () => {
  expect([0, 999, 41_200, 2_305_297].map(formatBytes)).toEqual(['0 B', '999 B', '41.2 kB', '2.3 MB'])
  expect([7.5, 760].map(formatSeconds)).toEqual(['0:07.5', '12:40'])
})
