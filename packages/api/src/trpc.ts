import { type Failure, failureOf } from '@segue/protocol'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Services } from './services/index.ts'

/** What every procedure gets. Doors check the caller before a context exists. */
export interface Context {
  services: Services
  /** The caller holds the home's token: a program of the same person, not a page. */
  trusted: boolean
  /** Name of the paired device that calls; missing for pages of this machine and its programs. */
  device?: string | undefined
}

/** Who a caller is, in words that history keeps. */
export const callerName = ({ trusted, device }: Context): string =>
  device ?? (trusted ? 'command line' : 'editor')

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, failure: clientFailure(error), failures: failuresOf(error.cause) },
  }),
  sse: { enabled: false },
})

/** The failure to show: ours when there is one, the schema's complaint for bad input. */
export function clientFailure(error: TRPCError): Failure {
  if (error.code === 'BAD_REQUEST' && !isFailure(error.cause)) {
    return {
      code: 'request.invalid',
      message: complaint(error.cause),
      hint: 'Reload the editor: it may be older than the runner.',
      severity: 'error',
      kind: 'input',
    }
  }
  return failureOf(error.cause ?? error)
}

/** What a schema does not take, as one sentence: the first of its complaints, and where. */
function complaint(cause: unknown): string {
  const issue = cause instanceof ZodError ? cause.issues[0] : undefined
  if (!issue) return 'The runner does not understand this request.'
  const where = issue.path.map(String).join('.')
  const message = `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`
  return `The runner does not take this${where === '' ? '' : ` (${where})`}: ${message}.`.slice(0, 4000)
}

const isFailure = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'failure' in cause

function failuresOf(cause: unknown): Failure[] {
  if (typeof cause !== 'object' || cause === null) return []
  return 'failures' in cause && Array.isArray(cause.failures) ? cause.failures : []
}

export const router = t.router

/** The one kind of procedure: turns anything thrown into a failure with the right HTTP code. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok || !isFailure(result.error.cause)) return result
  const { kind } = failureOf(result.error.cause)
  const code = kind === 'input' ? 'BAD_REQUEST' : kind === 'bug' ? 'INTERNAL_SERVER_ERROR' : 'CONFLICT'
  throw new TRPCError({ code, message: result.error.message, cause: result.error.cause })
})
