import { expect, test } from 'vitest'
import { type PlannedNode, planWords } from './planStore.ts'

const plan = (...verdicts: PlannedNode['verdict'][]) => ({
  nodes: verdicts.map((verdict) => ({ verdict }) as PlannedNode),
})

test.each([
  [plan('runs', 'waits', 'waits', 'runs'), '4 steps'],
  [plan('runs'), '1 step'],
  [plan('cached', 'runs', 'waits', 'cached'), 'up to 2 of 4 steps'],
  [plan('cached', 'runs', 'cached'), '1 of 3 steps'],
  [plan('cached', 'cached'), 'nothing changed'],
  [plan('cached', 'frozen', 'off', 'runs'), '1 of 2 steps'],
])('says how much will run: %#', (given, words) => {
  expect(planWords(given)).toBe(words)
})
