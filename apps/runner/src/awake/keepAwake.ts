import { RunStatus } from '@segue/protocol'
import type { Feed } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import { createInhibitor, type Inhibitor } from './inhibitor.ts'

export interface KeepAwakeOptions {
  db: Database
  feed: Pick<Feed, 'listen'>
  log: Pick<Logger, 'warn'>
  /** The system's own when left out. */
  inhibitor?: Inhibitor
}

/** A run that is over sooner needs nobody to stay awake for it. */
const soonMs = 1000

/** Keeps this machine awake from the first run that is running to the last one. Returns how to stop. */
export function keepAwake({ db, feed, log, inhibitor = ofSystem(log) }: KeepAwakeOptions): () => void {
  const { running: status } = RunStatus.enum
  const running = new Set(
    db
      .all(
        `SELECT id FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled') AND status = ?
           AND parent_run IS NULL`,
        status,
      )
      .map(({ id }) => String(id)),
  )
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    if (running.size === 0) {
      clearTimeout(timer)
      timer = undefined
      inhibitor.release()
    } else timer ??= setTimeout(inhibitor.hold, soonMs).unref()
  }
  look()
  const stop = feed.listen(({ runId, change }) => {
    if (change.type !== 'head' || change.head.parent !== null) return
    if (change.head.status === status) running.add(runId)
    else running.delete(runId)
    look()
  })
  return () => {
    stop()
    running.clear()
    look()
  }
}

const ofSystem = (log: Pick<Logger, 'warn'>): Inhibitor =>
  createInhibitor({ platform: process.platform, pid: process.pid }, (why) =>
    log.warn({ why }, 'this machine may fall asleep during a run'),
  )
