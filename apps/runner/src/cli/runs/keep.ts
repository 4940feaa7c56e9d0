import { common, readOptions } from '../options.ts'
import { readPriority, readRunId } from '../request.ts'
import { tell } from './tell.ts'

const keeping = (kept: boolean, said: string) => async (args: string[]) => {
  const { values, positionals } = readOptions(args, common, 1)
  const [run = ''] = positionals
  return tell(values, `${run} ${said}.`, ({ runs }) => runs.keep({ runId: readRunId(run), kept }), {
    wakes: false,
  })
}

/** `segue runs keep RUN`: it stays whatever its age. */
export const keep = keeping(true, 'stays, with its files')
/** `segue runs unkeep RUN`: it goes with the others. */
export const unkeep = keeping(false, 'goes with the others of its age')

/** `segue runs prioritise RUN N`: from −100 to 100; its waiting steps move in every queue. */
export async function prioritise(args: string[]): Promise<number> {
  // A number below zero looks like an option.
  const last = args.findIndex((arg) => /^-\d+$/.test(arg))
  const given = last < 0 ? args : [...args.toSpliced(last, 1), '--', args[last] ?? '']
  const { values, positionals } = readOptions(given, common, 2)
  const [run = '', number = ''] = positionals
  return tell(
    values,
    `${run} has priority ${number}.`,
    ({ runs }) => runs.prioritise({ runId: readRunId(run), priority: readPriority(number) }),
    { wakes: false },
  )
}
