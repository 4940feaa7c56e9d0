import type { Approval, ApprovalsService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** What people allowed, by exactly what it holds. Every call fails with a `FailureError`. */
export interface ApprovalsClient {
  list(): Promise<Approval[]>
  /** Lets exactly this text run. */
  approve(input: { hash: string }): Promise<void>
  /** Lets the scripts of a file run; only for a caller with the token. */
  trust(input: { hash: string; name: string }): Promise<void>
  revoke(input: Parameters<ApprovalsService['revoke']>[0]): Promise<void>
}

/** The approvals part of a client. */
export function approvalsOf({ trpc }: Transport): ApprovalsClient {
  return {
    list: () => ask(trpc.approvals.list.query()),
    approve: (input) => ask(trpc.approvals.approve.mutate(input)),
    trust: (input) => ask(trpc.approvals.trust.mutate(input)),
    revoke: (input) => ask(trpc.approvals.revoke.mutate(input)),
  }
}
