import { randomBytes } from 'node:crypto'
import type { TriggersService } from '@segue/api'
import { Firing, type Trigger, TriggerDraft, type TriggerSettings, type TriggerView } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import { newest, type Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import type { Events } from './events.ts'
import type { Firings } from './firings.ts'
import type { Health } from './health.ts'
import { kindWords } from './kinds.ts'
import { nextOf, type Rule, readRule } from './rule.ts'
import type { Starter } from './starter.ts'
import type { Stored, TriggerRows } from './triggerRows.ts'
import type { Hooks } from './webhook/hooks.ts'
import { inWords } from './words.ts'

export interface TriggerServiceOptions {
  db: Database
  rows: TriggerRows
  firings: Firings
  health: Health
  hooks: Hooks
  /** Null until triggers fire. */
  events(): Pick<Events, 'condition' | 'listen'> | null
  starter: Starter
  clock: Clock
  pokes: Pokes
  /** A trigger was added, changed or removed. */
  changed(id: string): void
}

const shownNext = 5

/** Triggers as people see and change them. */
export function createTriggerService(options: TriggerServiceOptions): TriggersService {
  const { db, rows, firings, health, hooks, events, starter, clock, pokes, changed } = options

  const view = ({ trigger, failure }: Stored): TriggerView => {
    const broken = health.failure(trigger)
    const { settings } = trigger
    const isReadable = settings.kind === 'schedule' && !broken?.code.startsWith('schedule.')
    const rule = isReadable ? readRule(settings) : null
    const { failure: deaf = null, note = null } = events()?.condition(trigger.id) ?? {}
    const [last] = firings.history(trigger.id, { limit: 1 })
    return {
      ...trigger,
      recipeName: health.nameOf(trigger.recipeId),
      words: wordsOf(settings, rule),
      url: settings.kind === 'webhook' ? hooks.urlOf(trigger.id) : null,
      note,
      next: rule && trigger.enabled ? nextOf(rule, clock.now(), shownNext) : [],
      failure: broken ?? (trigger.enabled ? deaf : null) ?? failure,
      last: last ? Firing.parse(last) : null,
      queued: firings.open('queued', trigger.id).length,
    }
  }
  const wordsOf = (settings: TriggerSettings, rule: Rule | null): string => {
    if (settings.kind !== 'schedule') return kindWords(settings, health.nameOf)
    return rule ? inWords(rule.when) : settings.when
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
    const settings = change.settings ? asKept(change.settings) : before.settings
    const trigger: Trigger = {
      ...before,
      ...change,
      settings,
      updatedAt: Math.max(clock.now(), before.updatedAt + 1),
    }
    const asksAnew = ['recipeId', 'version', 'inputs', 'settings'] as const
    if (asksAnew.some((key) => change[key] !== undefined)) {
      health.check(trigger)
      rows.fail(id, null)
    }
    if (!firesAlike(settings, before.settings)) return put(trigger, 'the trigger was changed')
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
      const id = `trg_${randomBytes(9).toString('base64url')}`
      const trigger = { ...read, settings: asKept(read.settings), id, createdAt: now, updatedAt: now }
      health.check(trigger)
      return put(trigger, null)
    },
    update: async ({ id, change }) => update(id, change),
    pause: async (id) => update(id, { enabled: false }),
    resume: async (id) => update(id, { enabled: true }),
    async remove(id) {
      rows.get(id)
      db.tx(() => {
        rows.remove(id)
        hooks.remove(id)
      })
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
    async renewAddress(id) {
      rows.get(id)
      hooks.renew(id)
      changed(id)
      return view(rows.get(id))
    },
    async sign({ id, key }) {
      rows.get(id)
      hooks.sign(id, key)
    },
    listen(id, signal) {
      rows.get(id)
      return events()?.listen(id, signal) ?? nothing()
    },
    changes: (signal) => newest(pokes, list, signal),
  }
}

/** Settings as they are stored: a schedule's words become its rule. */
function asKept(settings: TriggerSettings): TriggerSettings {
  if (settings.kind !== 'schedule') return settings
  const { when, zone } = readRule(settings)
  return { ...settings, when, zone }
}

/** Whether two settings fire for the same; what went before the change then still counts. */
function firesAlike(a: TriggerSettings, b: TriggerSettings): boolean {
  if (a.kind === 'schedule' && b.kind === 'schedule') return a.when === b.when && a.zone === b.zone
  return JSON.stringify(a) === JSON.stringify(b)
}

async function* nothing() {}
