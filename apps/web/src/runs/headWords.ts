import type { RunView, StepView } from '@segue/protocol'

const words: [StepView['settledBy'], string][] = [
  ['run', 'ran'],
  ['cached', 'cached'],
  ['frozen', 'frozen'],
  ['kept', 'kept'],
  ['person', 'done by you'],
]

/** How the steps of a finished run came to their results: `2 ran, 2 cached`. Empty when nothing succeeded. */
export function endWords({ steps }: Pick<RunView, 'steps'>): string {
  const done = steps.filter(({ status }) => status === 'succeeded')
  return words
    .map(([by, word]) => [done.filter(({ settledBy }) => settledBy === by).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}
