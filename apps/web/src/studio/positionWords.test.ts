import { expect, it } from 'vitest'
import { barsOf, clockOf, tempoOf } from './positionWords.ts'

it.each([
  [0, null, '1.1.1'],
  [128, { num: 4, den: 4 }, '33.1.1'],
  [5.75, { num: 4, den: 4 }, '2.2.4'],
  [3, { num: 3, den: 4 }, '2.1.1'],
  [3.5, { num: 7, den: 8 }, '2.1.1'],
  [1, { num: 7, den: 8 }, '1.3.1'],
  [-1, { num: 4, den: 4 }, '-1.4.1'],
  [3.9999999, { num: 4, den: 4 }, '2.1.1'],
])('beat %f in %j is %s', (beats, meter, words) => expect(barsOf(beats, meter)).toBe(words))

it.each([
  [0, '0:00.0'],
  [13.25, '0:13.2'],
  [59.96, '0:59.9'],
  [3723.4, '1:02:03.4'],
  [-1.5, '−0:01.5'],
])('%f seconds are %s', (sec, words) => expect(clockOf(sec)).toBe(words))

it('writes a tempo with the digits that it has', () => {
  expect([120, 127.5, 133.333].map(tempoOf)).toEqual(['120', '127.5', '133.33'])
})
