import { type AppId, apps, bridgeLimits } from '@segue/protocol'
import { heartbeatMs } from './handshake.ts'

/** All times of one line, milliseconds. */
export interface LineTimes {
  heartbeatMs: number
  unresponsiveMs: number
  deadMs: number
  /** From starting a process to its welcome. */
  startMs: number
  /** How long calls wait for a bridge whose connection broke. */
  reattachMs: number
  /** How long a cancelled call may go on before its process is ended. */
  cancelMs: number
  /** How long a person who asks for it waits for an application that was here and dials in by itself. */
  joinMs: number
}

/** A bridge that lost its runner waits this long before it exits; a new runner waits as long. */
export const reattachMs = 5000

/** How long a person waits for one that never came: it has no reason to come just now. */
export const strangerMs = 2000

/** How long a line to this application waits for what. */
export const timesOf = (app: AppId): LineTimes => ({
  heartbeatMs,
  unresponsiveMs: bridgeLimits.unresponsiveMs,
  deadMs: apps[app].deadMs,
  startMs: 60_000,
  reattachMs,
  cancelMs: 5000,
  joinMs: 35_000,
})
