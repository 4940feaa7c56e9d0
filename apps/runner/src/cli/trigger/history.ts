import { common, readNumber, readOptions } from '../options.ts'
import { printTable } from '../print.ts'
import { withTriggers } from './withTriggers.ts'

const shown = 50

/** `segue trigger history TRIGGER [--limit N]`: what became of its moments, newest first. */
export async function history(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, limit: { type: 'string' } }, 1)
  const limit = values.limit === undefined ? shown : readNumber(values.limit, '--limit', [1, 500])
  return withTriggers(
    values,
    ({ triggers }) => triggers.history({ id: positionals[0] ?? '', limit }),
    (firings) => {
      if (firings.length === 0) return console.log('It has not fired yet.')
      printTable([
        ['MOMENT', 'OUTCOME', 'RUN', 'WHY'],
        ...firings.map(({ at, outcome, runId, reason }) => [
          new Date(at).toISOString(),
          outcome,
          runId ?? '',
          reason,
        ]),
      ])
    },
  )
}
