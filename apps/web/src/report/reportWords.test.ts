import { expect, test } from 'vitest'
import { countWords } from './reportWords.ts'

const none = { done: 0, failed: 0, cancelled: 0, waiting: 0, going: 0, missed: 0 }

test.each([
  [none, ''],
  [{ ...none, done: 12 }, '12 done'],
  [
    { ...none, waiting: 1, failed: 2, missed: 1, done: 3 },
    '1 waits for you, 2 failed, 1 did not start, 3 done',
  ],
  [{ ...none, waiting: 2 }, '2 wait for you'],
])('%j is told as “%s”', (counts, words) => {
  expect(countWords(counts)).toBe(words)
})
