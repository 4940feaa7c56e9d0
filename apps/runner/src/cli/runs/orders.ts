import type { StepOrder } from '@segue/api'
import { common, readOptions } from '../options.ts'
import { readRunId, readValues } from '../request.ts'
import { tell } from './tell.ts'

const order = (verb: 'retry' | 'fail', said: string) => async (args: string[]) => {
  const { values, positionals } = readOptions(args, common, 2)
  return give(values, positionals, { what: verb }, said)
}

/** `segue runs retry RUN NODE`: tries a step that is held again. */
export const retry = order('retry', 'is tried again')

/** `segue runs fail RUN NODE`: gives up a step that is held. */
export const fail = order('fail', 'is given up')

/** `segue runs done RUN NODE [--output PORT=VALUE]…`: the work was done by hand. */
export async function done(args: string[]): Promise<number> {
  const options = { ...common, output: { type: 'string', multiple: true, default: [] as string[] } } as const
  const { values, positionals } = readOptions(args, options, 2)
  const outputs = readValues(values.output, '--output')
  return give(values, positionals, { what: 'done', outputs }, 'counts as done')
}

const give = (
  values: { json: boolean; home?: string | undefined },
  [run = '', nodeId = '']: readonly string[],
  what: StepOrder,
  said: string,
): Promise<number> =>
  tell(values, `${nodeId} ${said}.`, ({ runs }) => runs.step({ runId: readRunId(run), nodeId, order: what }))
