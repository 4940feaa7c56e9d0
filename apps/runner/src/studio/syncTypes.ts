import type { SyncState } from '@segue/api'
import type { AppId, StudioSync } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { Logger } from '../log/logger.ts'

/** Names one sync: there is at most one for each leader and follower. */
export type SyncPair = Pick<StudioSync, 'leader' | 'follower'>

/** Applications that follow others: the stored syncs, and what is done for them now. */
export interface Syncs {
  states(): SyncState[]
  /** Adds or replaces the sync of this leader and follower. Fails with `sync.loop` or `sync.cannot`. */
  set(sync: StudioSync): Promise<void>
  remove(pair: SyncPair): Promise<void>
  /** Carries all markers of one application to another once. Answers with how many came to lie there. */
  carry(pair: SyncPair & Pick<StudioSync, 'offsetSec'>): Promise<{ markers: number }>
  /** Calls back after every change of `states()`. Returns the way to stop. */
  onChange(listener: () => void): () => void
  close(): void
}

export interface SyncsOptions {
  hub: Pick<Hub, 'use' | 'connection' | 'subscribe' | 'onChange' | 'states'>
  /** What is stored; fails with `studio.damaged` when that cannot be read. */
  load(): StudioSync[]
  save(syncs: StudioSync[]): Promise<void>
  logger: Logger
  /** Whether a step of a run has an application to itself, also between two of its commands. */
  working?(app: AppId): boolean
  /** Milliseconds on a clock that never jumps. */
  now?(): number
}
