import type { Failure } from '@segue/protocol'
import type { NodeEvent, TimerId } from '../types.ts'
import type { NodeContext } from './context.ts'

/** Lost attempts in a row after which a repeatable step asks a person instead of running once more. */
export const maxLosses = 3

const timedOut: Failure = {
  code: 'step.timeout',
  message: 'The step took longer than its time limit.',
  hint: 'Raise the time limit of this node or give it less to do, then run again.',
  severity: 'error',
  kind: 'transient',
}

/** The failure that an event ends an attempt with, or null. A timer ends it with `step.timeout`. */
export const failureIn = (event: NodeEvent): Failure | null =>
  event.type === 'JOB.FAILED' ? event.failure : event.type === 'TIMER' ? timedOut : null

/** Whether the timer that has fired is the one armed last. */
export const isTimer = (context: NodeContext, event: NodeEvent, id: TimerId): boolean =>
  event.type === 'TIMER' && event.id === id && event.epoch === context.epoch

/** `bridge.*` means every code that begins with `bridge.` */
const isListed = (code: string, list: readonly string[]): boolean =>
  list.some((each) => each === code || (each.endsWith('.*') && code.startsWith(each.slice(0, -1))))

/** Without a list every transient failure is tried again; with one, what it names. */
export function canTryAgain(context: NodeContext, event: NodeEvent): boolean {
  const failure = failureIn(event)
  if (!failure || !context.repeatable || context.failures + 1 >= context.tries) return false
  const { retryIf = [] } = context
  return retryIf.length === 0 ? failure.kind === 'transient' : isListed(failure.code, retryIf)
}
