import { common, readOptions } from '../options.ts'
import { readRunId } from '../request.ts'
import { tell } from './tell.ts'

type Verb = 'cancel' | 'pause' | 'resume'

const said = { cancel: 'is cancelled', pause: 'is paused', resume: 'goes on' } as const

/** A run, or one step of it. */
const steer = (verb: Verb) => async (args: string[]) => {
  const { values, positionals } = readOptions(args, common, 1, 2)
  const [run = '', nodeId] = positionals
  return tell(values, `${nodeId ?? run} ${said[verb]}.`, async ({ runs }) => {
    const runId = readRunId(run)
    if (nodeId === undefined) return runs[verb](runId)
    return runs.step({ runId, nodeId, order: { what: verb } })
  })
}

/** `segue runs cancel RUN [NODE]` */
export const cancel = steer('cancel')
/** `segue runs pause RUN [NODE]` */
export const pause = steer('pause')
/** `segue runs resume RUN [NODE]`: what was paused or set aside. */
export const resume = steer('resume')
