import { randomBytes } from 'node:crypto'
import type { TriggersService } from '@segue/api'
import { Firing, type Trigger, TriggerDraft, type TriggerView } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import { newest, type Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import type { Firings } from './firings.ts'
import type { Health } from './health.ts'
import { nextOf, readRule } from './rule.ts'
import type { Starter } from './starter.ts'
import type { Stored, TriggerRows } from './triggerRows.ts'
import { inWords } from './words.ts'

export interface TriggerServiceOptions {
  db: Database
  rows: TriggerRows
  firings: Firings
  health: Health
  starter: Starter
  clock: Clock
  pokes: Pokes
  /** A trigger was added, changed or removed. */
  changed(id: string): void
}

const shownNext = 5

/** Triggers as people see and change them. */
export function createTriggerService(options: TriggerServiceOptions): TriggersService {
  const { db, rows, firings, health, starter, clock, pokes, changed } = options

  const view = ({ trigger, failure }: Stored): TriggerView => {
    const broken = health.failure(trigger)
    const rule = broken?.code.startsWith('schedule.') ? null : readRule(trigger.settings)
    const [last] = firings.history(trigger.id, { limit: 1 })
    return {
      ...trigger,
      recipeName: health.nameOf(trigger.recipeId),
      words: rule ? inWords(rule.when) : trigger.settings.when,
      next: rule && trigger.enabled ? nextOf(rule, clock.now(), shownNext) : [],
      failure: broken ?? failure,
      last: last ? Firing.parse(last) : null,
      queued: firings.open('queued', trigger.id).length,
    }
  }
  /** Stores it; `over`: its moments up to now are, and what waits goes by. */
  const put = (trigger: Trigger, over: string | null): TriggerView => {
    db.tx(() => {
      const before = rows.find(trigger.id)
      rows.put(trigger, over === null && before ? before.decidedTo : clock.now())
      if (over !== null)
        for (const row of [...firings.open('soon', trigger.id), ...firings.open('queued', trigger.id)])
          firings.change(row.seq, { outcome: 'dropped', reason: over })
    })
    changed(trigger.id)
    return view(rows.get(trigger.id))
  }
  const update = (id: string, change: Partial<TriggerDraft>): TriggerView => {
    const { trigger: before } = rows.get(id)
    const settings = { ...before.settings, ...change.settings }
    const { when, zone } = readRule(settings)
    const trigger: Trigger = {
      ...before,
      ...change,
      settings: { ...settings, when, zone },
      updatedAt: Math.max(clock.now(), before.updatedAt + 1),
    }
    if (change.recipeId !== undefined || change.version !== undefined || change.inputs !== undefined) {
      health.check(trigger)
      rows.fail(id, null)
    }
    const isSame = when === before.settings.when && zone === before.settings.zone
    if (!isSame) return put(trigger, 'the schedule was changed')
    if (before.enabled === trigger.enabled) return put(trigger, null)
    return put(trigger, trigger.enabled ? 'it was paused' : 'it is paused')
  }
  const list = (recipeId?: string) => rows.all(recipeId).map(view)
  return {
    list: async ({ recipeId }) => list(recipeId),
    get: async (id) => view(rows.get(id)),
    async create(draft) {
      const now = clock.now()
      const read = TriggerDraft.parse(draft)
      const { when, zone } = readRule(read.settings)
      const id = `trg_${randomBytes(9).toString('base64url')}`
      const settings = { ...read.settings, when, zone }
      const trigger = { ...read, settings, id, createdAt: now, updatedAt: now }
      health.check(trigger)
      return put(trigger, null)
    },
    update: async ({ id, change }) => update(id, change),
    pause: async (id) => update(id, { enabled: false }),
    resume: async (id) => update(id, { enabled: true }),
    async remove(id) {
      rows.get(id)
      db.tx(() => rows.remove(id))
      changed(id)
    },
    async runNow(id) {
      rows.get(id)
      const now = clock.now()
      const key = `now:${randomBytes(6).toString('hex')}`
      const times = { at: now, dueAt: now, decidedAt: now }
      const reason = 'a person asked for it'
      return { runId: await starter.byPerson({ triggerId: id, key, ...times, reason }) }
    },
    async history({ id, ...page }) {
      rows.get(id)
      return firings.history(id, page).map((row) => Firing.parse(row))
    },
    async preview(asked) {
      const rule = readRule(asked)
      const { when, zone } = rule
      return { when, zone, words: inWords(when), next: nextOf(rule, clock.now(), shownNext) }
    },
    changes: (signal) => newest(pokes, list, signal),
  }
}
