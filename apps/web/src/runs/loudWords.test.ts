import { expect, test } from 'vitest'
import { differenceWords, loudWords } from './loudWords.ts'

test('a sound is told in LUFS and true peak, with one digit', () => {
  expect(loudWords({ integratedLufs: -14.04, truePeakDb: 0.26 })).toEqual([
    ['Loudness', '−14.0 LUFS', 'integratedLufs'],
    ['True peak', '0.3 dBTP', 'truePeakDb'],
  ])
  expect(loudWords({ integratedLufs: null, truePeakDb: null }).map(([, value]) => value)).toEqual([
    'silent',
    'silent',
  ])
})

test('a difference has its sign, and a tiny one is none', () => {
  expect([differenceWords(-13.2, -14), differenceWords(-15, -14), differenceWords(-14.01, -14)]).toEqual([
    '+0.8',
    '−1.0',
    'same',
  ])
  expect(differenceWords(null, -14)).toBe('')
})
