import { expect, test } from 'vitest'
import { arrangementLength, arrangementPlace } from './arrangementTime.ts'

const fourFour = [{ beat: 0, numerator: 4, denominator: 4 }]
const sevenEight = [{ beat: 0, numerator: 7, denominator: 8 }]

test.each([
  [0, fourFour, '1.1.1'],
  [32, fourFour, '9.1.1'],
  [33.75, fourFour, '9.2.4'],
  [31.99999, fourFour, '9.1.1'],
  [3.5, sevenEight, '2.1.1'],
  [4, sevenEight, '2.2.1'],
  [5, [], '2.2.1'],
])('beat %d is where Live says', (beat, meter, said) => {
  expect(arrangementPlace(beat, meter)).toBe(said)
})

test.each([
  [8, 40, fourFour, '8.0.0'],
  [0, 34, fourFour, '8.2.0'],
  [0, 7, sevenEight, '2.0.0'],
  [0, 4.1, fourFour, '1.0.1'],
])('from %d to %d is as long as Live says', (from, to, meter, said) => {
  expect(arrangementLength(from, to, meter)).toBe(said)
})
