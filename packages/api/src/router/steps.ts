import { NodeId, RunId } from '@segue/protocol'
import { z } from 'zod'
import { small, Values } from './values.ts'

/** The longest word of a person or an event that an engine row can hold, in bytes of JSON. */
const maxWord = 4096

/** One step of one run. */
export const StepKey = z.strictObject({ runId: RunId, nodeId: NodeId })

const Order = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['cancel', 'pause', 'resume', 'retry', 'fail']) }),
  z.strictObject({ what: z.literal('done'), outputs: Values }),
])

export const StepOrderInput = StepKey.extend({ order: Order })

export const AnswerInput = StepKey.extend({
  outputs: Values,
  decision: z.enum(['approve', 'reject']),
  pick: z.exactOptional(z.number().int().nonnegative().max(100_000)),
  comment: z.exactOptional(z.string().max(2000)),
  form: z.exactOptional(Values),
})

/** Fails with `request.too_large` when what the person said is longer than a row can hold. */
export function heard<A extends z.infer<typeof AnswerInput>>(answer: A): A {
  small({ comment: answer.comment, form: answer.form }, maxWord)
  return answer
}

export const SignalInput = z.strictObject({
  topic: z.string().min(1).max(200),
  data: z.json().transform((data) => small(data, maxWord)),
})
