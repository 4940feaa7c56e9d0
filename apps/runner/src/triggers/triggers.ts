import type { RunRequest, TriggersService } from '@segue/api'
import type { RecipeLookup } from '@segue/engine'
import type { Clock } from '../host/clock.ts'
import type { Feed } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import { openFirings } from './firings.ts'
import { createHealth } from './health.ts'
import { openSchedules, type Schedules } from './schedules.ts'
import { createStarter } from './starter.ts'
import { openTriggerRows } from './triggerRows.ts'
import { createTriggerService } from './triggerService.ts'

/** What starts recipes by itself. */
export interface Triggers {
  readonly service: TriggersService
  /** Begins to fire. Until then triggers are only kept, and start when a person asks. */
  open(): void
  /** Forgets firings that were decided so many days ago. */
  trim(days: number): void
  /** Waits for what is being started. */
  close(): Promise<void>
}

export interface TriggersOptions {
  db: Database
  feed: Feed
  clock: Clock
  log: Pick<Logger, 'warn'>
  versions: RecipeLookup
  /** Stores a run under this id. Fails with what keeps it from starting. */
  start(request: RunRequest, runId: string): Promise<unknown>
  cancel(runId: string): Promise<unknown>
}

const dayMs = 86_400_000

/** Opens the triggers of a store. */
export function openTriggers(options: TriggersOptions): Triggers {
  const { db, feed, clock, log, versions, start, cancel } = options
  const rows = openTriggerRows(db)
  const firings = openFirings(db)
  const health = createHealth(db, versions)
  const pokes: Pokes = new Set()
  const poke = () => {
    for (const one of pokes) one()
  }
  const { recipeOf } = health
  const starter = createStarter({ db, rows, firings, clock, log, start, cancel, recipeOf, changed: poke })
  let schedules: Schedules | null = null
  let stopListening = () => {}
  const changed = (id: string) => {
    schedules?.look(id)
    poke()
  }
  return {
    service: createTriggerService({ db, rows, firings, health, starter, clock, pokes, changed }),
    open() {
      schedules = openSchedules({ rows, firings, starter, clock, log })
      stopListening = feed.listen(({ runId, change }) => {
        if (change.type !== 'head' || change.head.endedAt === null || change.head.parent !== null) return
        const triggerId = firings.triggerOf(runId)
        // The host is in the middle of its own turn.
        if (triggerId !== null) clock.defer(() => starter.release(triggerId))
      })
    },
    trim: (days) => db.tx(() => firings.trim(clock.now() - days * dayMs)),
    async close() {
      stopListening()
      schedules?.close()
      await starter.close()
    },
  }
}
