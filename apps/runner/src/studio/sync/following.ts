import type { SyncState } from '@segue/api'
import { failureOf, type StudioSync } from '@segue/protocol'
import type { SyncsOptions } from '../syncTypes.ts'
import type { Courier } from './courier.ts'

/** What is done for one sync now. */
export type Doing = Pick<SyncState, 'driftSec' | 'detail'> & { state: Exclude<SyncState['state'], 'off'> }

/** One thing in which an application follows another, until it is closed. */
export interface Following {
  doing(): Doing
  close(): void
}

export interface FollowingOptions {
  sync: StudioSync
  hub: SyncsOptions['hub']
  courier: Courier
  logger: SyncsOptions['logger']
  /** Milliseconds on a clock that never jumps. */
  now(): number
  /** After every change of `doing()`. */
  onChange(): void
}

export const waiting = (detail: string): Doing => ({ state: 'waiting', driftSec: null, detail })

/** What keeps an application from doing it now, in words; null when it failed for another reason. */
export function busyReason(error: unknown): string | null {
  const { code, message } = failureOf(error)
  return code === 'bridge.app_busy' ? message : null
}

/** The words of what went wrong, and what to do about it. */
export function failing(error: unknown): Doing {
  const { message, hint } = failureOf(error)
  return { state: 'failing', driftSec: null, detail: `${message} ${hint}`.trim() }
}

/** Of several things, the one that a person should know: what fails, then what waits. */
export function worst(all: readonly Doing[]): Doing {
  const [first = waiting('Nothing is chosen to follow.')] = (['failing', 'waiting', 'following'] as const)
    .map((state) => all.find((doing) => doing.state === state))
    .filter((doing) => doing !== undefined)
  return { ...first, driftSec: all.find(({ driftSec }) => driftSec !== null)?.driftSec ?? null }
}
