import { common, readOptions } from '../options.ts'
import { readRunId } from '../request.ts'
import { tell } from './tell.ts'

type Verb = 'cancel' | 'pause' | 'resume'

const said = {
  cancel: () => 'is cancelled',
  pause: (key: string) => `is paused. It goes on from there with \`segue runs resume ${key}\``,
  resume: () => 'goes on',
} as const satisfies Record<Verb, (key: string) => string>

/** A run, or one step of it. */
const steer = (verb: Verb) => async (args: string[]) => {
  const { values, positionals } = readOptions(args, common, 1, 2)
  const [run = '', nodeId] = positionals
  return tell(values, `${nodeId ?? run} ${said[verb](positionals.join(' '))}.`, async ({ runs }) => {
    const runId = readRunId(run)
    if (nodeId === undefined) return runs[verb](runId)
    return runs.step({ runId, nodeId, order: { what: verb } })
  })
}

/** `segue runs cancel RUN [NODE]` */
export const cancel = steer('cancel')
/** `segue runs pause RUN [NODE]`: a render that runs stops at once, keeps the frames that are done, and goes on from them. */
export const pause = steer('pause')
/** `segue runs resume RUN [NODE]`: what was paused or set aside. */
export const resume = steer('resume')
