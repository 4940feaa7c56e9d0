import type { RunRequest, TriggersService } from '@segue/api'
import type { RecipeLookup } from '@segue/engine'
import type { RunHead } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Feed } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import { openAppSignals } from './appSignals.ts'
import { openCauses } from './causes.ts'
import { type Events, openEvents } from './events.ts'
import { openFirings } from './firings.ts'
import { createHealth } from './health.ts'
import { openSchedules, type Schedules } from './schedules.ts'
import { openRecipeEnd } from './sources/recipeEnd.ts'
import type { Json } from './sources/source.ts'
import { called, openSources, type SourceTable } from './sources/sources.ts'
import { createStarter } from './starter.ts'
import { openTriggerRows } from './triggerRows.ts'
import { createTriggerService } from './triggerService.ts'
import { type HookDoor, openHookDoor } from './webhook/hookDoor.ts'
import { openHooks } from './webhook/hooks.ts'

/** What starts recipes by itself. */
export interface Triggers {
  readonly service: TriggersService
  /** Answers calls to webhooks. */
  readonly hook: HookDoor
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
  vault: Vault
  /** Where webhooks are called: `http://127.0.0.1:4400`. */
  origin: string
  /** How files, messages and applications are listened to. */
  sources: Omit<SourceTable, 'webhook' | 'recipe'>
  head(runId: string): RunHead
  /** Stores a run under this id. Fails with what keeps it from starting. */
  start(request: RunRequest, runId: string): Promise<unknown>
  cancel(runId: string): Promise<unknown>
  /** Tells steps that wait for this event. */
  signal(event: { topic: string; data: Json }): Promise<unknown>
}

const dayMs = 86_400_000

/** Opens the triggers of a store. */
export function openTriggers(options: TriggersOptions): Triggers {
  const { db, feed, clock, log, versions, start, cancel, signal, head } = options
  const rows = openTriggerRows(db)
  const firings = openFirings(db)
  const health = createHealth(db, versions)
  const pokes: Pokes = new Set()
  const poke = () => {
    for (const one of pokes) one()
  }
  const { recipeOf } = health
  const starter = createStarter({ db, rows, firings, clock, log, start, cancel, recipeOf, changed: poke })
  const hooks = openHooks(options.vault, options.origin)
  const causes = openCauses({ db, firings, feed, head })
  const sources = openSources({
    ...options.sources,
    webhook: called,
    recipe: openRecipeEnd({ feed, clock, ...causes }),
  })
  let schedules: Schedules | null = null
  let events: Events | null = null
  let stopListening = () => {}
  let stopSignals = async () => {}
  const changed = (id: string) => {
    schedules?.look(id)
    events?.look(id)
    poke()
  }
  return {
    service: createTriggerService({
      ...{ db, rows, firings, health, hooks, starter, clock, pokes, changed },
      events: () => events,
    }),
    hook: openHookDoor({ hooks, rows, clock, ended: causes.ended, events: () => events }),
    open() {
      schedules = openSchedules({ rows, firings, starter, clock, log })
      events = openEvents({ rows, firings, starter, health, clock, log, sources, changed: poke })
      stopSignals = openAppSignals({ db, feed, clock, log, signal, open: options.sources.app })
      stopListening = feed.listen(({ runId, change }) => {
        if (change.type !== 'head' || change.head.endedAt === null || change.head.parent !== null) return
        const cause = firings.behind(runId)
        // The host is in the middle of its own turn.
        if (cause) clock.defer(() => starter.release(cause.triggerId))
      })
    },
    trim: (days) => db.tx(() => firings.trim(clock.now() - days * dayMs)),
    async close() {
      stopListening()
      schedules?.close()
      await Promise.all([events?.close(), stopSignals()])
      await starter.close()
    },
  }
}
