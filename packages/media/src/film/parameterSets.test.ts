import { expect, test } from 'vitest'
import { tagAvcConfig, tagSps } from './parameterSets.ts'

/** What x264 writes for 640 × 360 at 24 frames a second: a VUI with timing and no colour. */
const untagged = Buffer.from('6764001eacb405017fcb080000030008000003018478b175', 'hex')

test('a parameter set is tagged once, and its other fields stay', () => {
  const tagged = tagSps(untagged)
  expect(tagged.length).toBeGreaterThan(untagged.length)
  expect(tagged.subarray(0, 8)).toEqual(Uint8Array.from(untagged.subarray(0, 8)))
  expect(tagSps(tagged)).toEqual(tagged)
})

test('no start code appears inside the tagged set', () => {
  const hex = Buffer.from(tagSps(untagged)).toString('hex').match(/../g)?.join(' ')
  expect(hex).not.toMatch(/00 00 0[0-2]/)
})

test('a decoder record keeps its picture set and states the new length', () => {
  const pps = Buffer.from('01000468ef3cb0', 'hex')
  const head = Buffer.from('0164001effe10018', 'hex')
  const record = tagAvcConfig(Buffer.concat([head, untagged, pps]))
  const length = ((record[6] ?? 0) << 8) | (record[7] ?? 0)
  expect(record.length).toBe(8 + length + pps.length)
  expect(Buffer.from(record.subarray(8 + length))).toEqual(pps)
})
