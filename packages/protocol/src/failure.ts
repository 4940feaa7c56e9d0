import { z } from 'zod'

/** How bad a failure is. Alerts count by severity. */
export const Severity = z.enum(['critical', 'error', 'warning'])
export type Severity = z.infer<typeof Severity>

/** Who can do something about it: the person, time, the machine, nobody, or us. */
export const FailureKind = z.enum(['input', 'transient', 'environment', 'permanent', 'bug'])
export type FailureKind = z.infer<typeof FailureKind>

/**
 * An expected bad outcome, as data. `code` is `noun.what`, stable and searchable; `hint` says what the person
 * does next. Only `transient` failures are retried by policy.
 */
export const Failure = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9_-]+)+$/),
  message: z.string().max(4000),
  hint: z.string().max(2000),
  severity: Severity.default('error'),
  kind: FailureKind,
  nodeId: z.string().optional(),
  port: z.string().optional(),
  stepId: z.string().optional(),
  context: z.record(z.string(), z.unknown()).optional(),
})
export type Failure = z.infer<typeof Failure>

/** What a caller must state; `severity` defaults to `error`. */
export type FailureInput = Omit<Failure, 'severity'> & { severity?: Severity }

/** The one throwable that carries a failure. Recognised by shape, never by `instanceof`. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: FailureInput) {
    super(failure.message)
    this.name = 'FailureError'
    this.failure = { severity: 'error', ...failure }
  }
}

/** Throws a failure: `throw fail({ code, message, hint, kind })` reads as one sentence. */
export function fail(failure: FailureInput): FailureError {
  return new FailureError(failure)
}

/**
 * The failure inside any thrown value. Anything that is not a `FailureError` is a bug of ours and becomes
 * `internal.unexpected` with the original message.
 */
export function failureOf(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'failure' in error) {
    const parsed = Failure.safeParse(error.failure)
    if (parsed.success) return parsed.data
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal.unexpected',
    message: message.slice(0, 4000) || 'Something unexpected happened.',
    hint: 'This is a defect in Segue. The log holds the details.',
    severity: 'critical',
    kind: 'bug',
  }
}
