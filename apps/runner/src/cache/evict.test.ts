import { expect, test } from 'vitest'
import { type Candidate, victims } from './evict.ts'

const now = 100 * 3_600_000
const one = (key: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ key, bytes: 1000, ms: 1000, usedAt: now, ...more },
})
const gone = (candidates: Candidate[], tooMuch: number) =>
  victims(candidates, { tooMuch, now, freed: ({ bytes }) => bytes }).map(({ key }) => key)

test('what is large and quick to make again goes first, and no more than it takes', () => {
  const film = one('film', { bytes: 1_000_000, ms: 2000 })
  const render = one('render', { bytes: 1_000_000, ms: 3_600_000 })
  const curves = one('curves', { bytes: 5000, ms: 2000 })
  expect(gone([curves, render, film], 1)).toEqual(['film'])
  expect(gone([curves, render, film], 1_005_001)).toEqual(['film', 'curves', 'render'])
  expect(gone([curves], 1_000_000)).toEqual(['curves'])
  expect(gone([film], 0)).toEqual([])
})

test('of two alike, the one that nobody used for longer goes', () => {
  expect(gone([one('new'), one('old', { usedAt: 0 })], 1)).toEqual(['old'])
})

test('what frees nothing is not enough', () => {
  const shared = [one('a', { bytes: 2000 }), one('b')]
  const all = victims(shared, { tooMuch: 1000, now, freed: ({ key }) => (key === 'a' ? 0 : 1000) })
  expect(all.map(({ key }) => key)).toEqual(['a', 'b'])
})
