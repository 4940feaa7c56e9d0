import type { ReportService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** What happened while nobody was there. Every call fails with a `FailureError`. */
export type ReportClient = ReportService

/** The report part of a client. */
export const reportOf = ({ trpc }: Transport): ReportClient => ({
  night: (since) => ask(trpc.report.night.query(since === undefined ? {} : { since })),
})
