import { expect, test } from 'vitest'
import { limitWords } from './limitWords.ts'

test.each([
  [{}, ''],
  [{ limits: {} }, ''],
  [{ limits: { min: 1, max: 60 } }, '1 to 60'],
  [{ limits: { min: 0 } }, 'at least 0'],
  [{ limits: { max: 4 } }, 'at most 4'],
])('%j reads as “%s”', (input, words) => {
  expect(limitWords(input)).toBe(words)
})
