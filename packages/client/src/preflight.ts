import type { PreflightService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Looks at runs before they start. Every call fails with a `FailureError`. */
export type PreflightClient = PreflightService

/** The preflight part of a client. */
export const preflightOf = ({ trpc }: Transport): PreflightClient => ({
  check: (request) => ask(trpc.preflight.check.query(request)),
})
