import { type Failure, type FailureError, fail, failureOf } from '@segue/protocol'
import { TRPCClientError } from '@trpc/client'

/** A refusal by the runner: the failure to show first, and every one it found. */
export type Refusal = FailureError & { failures: Failure[] }

/**
 * Waits for a call and turns whatever goes wrong into a `FailureError`: the runner's own failure when there is
 * one, `runner.offline` when nothing answered, `runner.signed-out` when the door is shut.
 */
export async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw refusal(error)
  }
}

/** Every failure inside a thrown value, at least one. */
export function failuresOf(error: unknown): Failure[] {
  const listed = read(error, 'failures')
  const failures = Array.isArray(listed)
    ? listed.map((failure: unknown) => failureOf({ failure }))
    : [failureOf(error)]
  return failures.length > 0 ? failures : [failureOf(error)]
}

/** The failure behind an error of the transport. */
export function refusal(error: unknown): Refusal {
  if (!(error instanceof TRPCClientError)) return withFailures(fail(failureOf(error)), [])
  const data: unknown = error.data
  const failure = read(data, 'failure')
  if (failure !== undefined) {
    const listed = read(data, 'failures')
    return withFailures(fail(failureOf({ failure })), Array.isArray(listed) ? listed : [])
  }
  const status = read(read(error.meta, 'response'), 'status')
  return withFailures(status === 401 || status === 403 ? signedOut() : offline(), [])
}

/** Says that the session is missing or over. */
export const signedOut = (): FailureError =>
  fail({
    code: 'runner.signed-out',
    message: 'The runner does not know who asks.',
    hint: 'Ask for a new link with `npx segue url`.',
    kind: 'environment',
  })

/** Says that nothing answers at the runner's address. */
export const offline = (): FailureError =>
  fail({
    code: 'runner.offline',
    message: 'The runner does not answer.',
    hint: 'Start it with `npm start`. What you change is kept here until it is back.',
    kind: 'transient',
  })

const withFailures = (error: FailureError, failures: unknown[]): Refusal =>
  Object.assign(error, {
    failures: failures.length > 0 ? failures.map((failure) => failureOf({ failure })) : [error.failure],
  })

/** One property of anything; getters of a class count, as those of `Response` are. */
const read = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
