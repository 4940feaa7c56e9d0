import { type Failure, type FailureError, fail, failureOf } from '@segue/protocol'
import { APICallError, NoObjectGeneratedError, RetryError } from 'ai'

const failed = (
  code: string,
  message: string,
  hint: string,
  kind: Failure['kind'] = 'environment',
): FailureError => fail({ code: `planner.${code}`, message, hint, kind })

/** The failure behind whatever a provider's call ended with. No word of the provider goes in: it may hold the key. */
export function providerFailure(thrown: unknown, host: string): FailureError {
  const error = RetryError.isInstance(thrown) ? thrown.lastError : thrown
  if (APICallError.isInstance(error)) return callFailure(error.statusCode, host)
  if (NoObjectGeneratedError.isInstance(error)) return unreadable()
  const known = failureOf(error)
  if (known.code !== 'internal.unexpected') return fail(known)
  if (error instanceof Error && /timeout/i.test(error.name)) return tooSlow()
  return interrupted(host)
}

const interrupted = (host: string): FailureError =>
  failed('interrupted', `The answer of ${host} broke off.`, 'Ask again.', 'transient')

function callFailure(status: number | undefined, host: string): FailureError {
  if (status === undefined)
    return failed(
      'unreachable',
      `${host} cannot be reached.`,
      'Look at the address and the network, or choose another provider.',
      'transient',
    )
  if (status < 400) return interrupted(host)
  if (status === 401 || status === 403)
    return failed('key', `${host} does not take the key.`, 'Enter the key anew in the settings.', 'input')
  if (status === 404)
    return failed(
      'no_model',
      `${host} does not know this model.`,
      'Look at the name of the model in the settings.',
      'input',
    )
  if (status === 429)
    return failed(
      'busy',
      `${host} takes no more requests for now.`,
      'Wait a little and ask again.',
      'transient',
    )
  if (status >= 500)
    return failed('provider', `${host} has a fault of its own (${status}).`, 'Ask again later.', 'transient')
  return failed(
    'refused_request',
    `${host} does not take this request (${status}).`,
    'Choose another model in the settings.',
    'permanent',
  )
}

export const unreadable = (): FailureError =>
  failed(
    'unreadable',
    'The model answered with nothing that can be read.',
    'Ask again, in other words, or choose another model.',
    'permanent',
  )

export const tooSlow = (): FailureError =>
  failed('time', 'The answer took too long.', 'Raise the limit in the settings, or choose a quicker model.')

export const tooCostly = (what: string): FailureError =>
  failed(
    'cost',
    `This would cost more than ${what} allows.`,
    'Raise the limit in the settings, or let Segue answer offline.',
    'input',
  )

export const refusedBy = (host: string): FailureError =>
  failed(
    'declined',
    `${host} declined to answer this.`,
    'Say it in other words, or choose another model.',
    'permanent',
  )
