import type { StorageService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** What is stored, and how long it stays. Every call fails with a `FailureError`. */
export type StorageClient = StorageService

/** The storage part of a client. */
export const storageOf = ({ trpc }: Transport): StorageClient => ({
  report: (rules) => ask(trpc.storage.report.query(rules === undefined ? {} : { rules })),
  setRules: (rules) => ask(trpc.storage.setRules.mutate(rules)),
  freeNow: () => ask(trpc.storage.freeNow.mutate()),
})
