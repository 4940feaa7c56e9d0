import { fail } from '@segue/protocol'
import { viewOf } from '../backend.ts'
import { common, readNumber, readOptions } from '../options.ts'
import { readRunId, readValues } from '../request.ts'
import { tell } from './tell.ts'

const options = {
  ...common,
  pick: { type: 'string' },
  comment: { type: 'string' },
  form: { type: 'string', multiple: true, default: [] as string[] },
} as const

const answer = (decision: 'approve' | 'reject', said: string) => async (args: string[]) => {
  const { values, positionals } = readOptions(args, options, 2)
  const [run = '', nodeId = ''] = positionals
  const { comment, form } = values
  return tell(values, `${nodeId} ${said}.`, async (backend) => {
    const runId = readRunId(run)
    // People count from 1.
    const pick = values.pick === undefined ? null : readNumber(values.pick, '--pick', [1, 100_001]) - 1
    const step = (await viewOf(backend, runId)).steps.find((one) => one.nodeId === nodeId)
    if (!step)
      throw fail({
        code: 'step.unknown',
        message: `${runId} has no step ${nodeId}.`,
        hint: `\`segue runs show ${runId}\` lists its steps.`,
        kind: 'input',
      })
    await backend.runs.answer({
      runId,
      nodeId,
      outputs: step.outputs,
      decision,
      ...(pick === null ? {} : { pick }),
      ...(comment === undefined ? {} : { comment }),
      ...(form.length > 0 ? { form: readValues(form, '--form') } : {}),
    })
  })
}

/** `segue runs approve RUN NODE [--pick N] [--comment TEXT] [--form KEY=VALUE]…`: what the step shows now. */
export const approve = answer('approve', 'is approved')
/** `segue runs reject RUN NODE [--comment TEXT] [--form KEY=VALUE]…` */
export const reject = answer('reject', 'is rejected')
