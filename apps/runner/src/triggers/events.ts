import {
  type Failure,
  type FiringOutcome,
  failureOf,
  type Heard,
  sameJson,
  type Trigger,
} from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { Firings } from './firings.ts'
import type { Health } from './health.ts'
import { createListeners } from './heard.ts'
import { createPace, type Pace } from './pace.ts'
import { inputsFrom } from './pointer.ts'
import type { Condition, EventSettings, Json, Source, TriggerEvent } from './sources/source.ts'
import type { OpenSources } from './sources/sources.ts'
import type { Starter, Todo } from './starter.ts'
import type { TriggerRows } from './triggerRows.ts'

/** What became of an event. */
export interface Answer {
  /** again: this key has fired before · tested: the trigger is off, and somebody looks at what it hears. */
  outcome: FiringOutcome | 'again' | 'tested'
  runId: string | null
  reason: string
  failure: Failure | null
}

/** Fires the triggers that hear of events. */
export interface Events {
  /** A trigger was added, changed or removed. */
  look(id: string): void
  /** How the source of a trigger stands. */
  condition(id: string): Condition
  /** An event for a trigger; resolves when what became of it is on disk. Rejects when the store takes nothing. */
  hear(id: string, event: TriggerEvent): Promise<Answer>
  /** What a trigger receives from now on, also while it is off. */
  listen(id: string, signal: AbortSignal): AsyncIterable<Heard>
  close(): Promise<void>
}

export interface EventsOptions {
  rows: TriggerRows
  firings: Firings
  starter: Starter
  health: Health
  clock: Clock
  log: Pick<Logger, 'warn'>
  sources: OpenSources
  changed(): void
}

interface Open {
  settings: EventSettings
  recipeId: string
  source: Source
  condition: Condition
  pace: Pace
  /** The event that waits until no other comes. */
  waiting: { event: TriggerEvent; drop(): void; callOff(): void } | null
}

interface Waiter {
  id: string
  event: TriggerEvent
  resolve(answer: Answer): void
  reject(error: unknown): void
}

const fine: Condition = { failure: null, note: null }
const dropped = (reason: string): Answer => ({ outcome: 'dropped', runId: null, reason, failure: null })

/** Opens the sources of all triggers that are on. */
export function openEvents(options: EventsOptions): Events {
  const { rows, firings, starter, health, clock, log, sources, changed } = options
  const open = new Map<string, Open>()
  const closing = new Set<Promise<void>>()
  const listeners = createListeners()
  let batch: Waiter[] = []

  const shut = (id: string) => {
    const one = open.get(id)
    if (!one) return
    open.delete(id)
    one.waiting?.callOff()
    one.waiting?.drop()
    const closed = one.source
      .close()
      .catch((error) => log.warn({ error: failureOf(error), trigger: id }, 'a source did not close'))
      .finally(() => closing.delete(closed))
    closing.add(closed)
  }
  const look = (id: string) => {
    const stored = rows.find(id)
    const trigger = stored?.trigger
    const isWanted = trigger !== undefined && (trigger.enabled || listeners.has(id))
    const settings = isWanted && trigger.settings.kind !== 'schedule' ? trigger.settings : null
    const before = open.get(id)
    if (before && settings && before.recipeId === trigger?.recipeId && sameJson(before.settings, settings))
      return
    shut(id)
    if (!stored || !settings) return
    const { recipeId } = stored.trigger
    const one: Open = {
      settings,
      recipeId,
      source: nobody,
      condition: fine,
      pace: createPace(),
      waiting: null,
    }
    open.set(id, one)
    const isOpen = () => open.get(id) === one
    one.source = sources.open({
      trigger: { id, recipeId, settings, since: stored.decidedTo },
      hear: (event) => (isOpen() ? hear(id, event) : Promise.resolve(dropped('it is not listening'))),
      passBy: (event, reason) => tell(id, event, reason),
      stands(condition) {
        one.condition = condition
        changed()
      },
    })
  }
  const tell = (id: string, event: Omit<TriggerEvent, 'key'>, reason: string | null) => {
    const trigger = listeners.has(id) ? rows.find(id)?.trigger : undefined
    if (!trigger) return
    const inputs = reason === null ? brought(trigger, event.data) : {}
    listeners.tell(id, {
      at: event.at,
      words: event.words,
      data: event.data,
      fires: reason === null,
      reason,
      inputs,
    })
  }
  const brought = (trigger: Trigger, data: Json): Record<string, Json> =>
    trigger.settings.kind === 'schedule'
      ? {}
      : inputsFrom(data, trigger.settings.map, health.inputsOf(trigger) ?? [])

  const decide = ({ id, event }: Waiter, todo: Todo): Answer => {
    const trigger = rows.find(id)?.trigger
    if (!trigger || trigger.settings.kind === 'schedule') return dropped('the trigger is gone')
    if (!trigger.enabled) {
      tell(id, event, 'the trigger is off')
      return { outcome: 'tested', runId: null, reason: 'the trigger is off', failure: null }
    }
    const before = firings.find(id, event.key)
    if (before)
      return { outcome: 'again', runId: before.runId, reason: before.reason, failure: before.failure }
    const { settings } = trigger
    const now = clock.now()
    const given = brought(trigger, event.data)
    const row = { triggerId: id, key: event.key, at: event.at, dueAt: now, decidedAt: now, inputs: given }
    const note = (outcome: FiringOutcome, reason: string, failure: Failure | null = null): Answer => {
      tell(id, event, reason)
      // Who calls is told of the refusal and may deliver the same again; nobody else can.
      const key = settings.kind === 'webhook' ? `${event.key} refused ${now}` : event.key
      const added = firings.add({ ...row, key, outcome, reason })
      if (added && failure) firings.change(added.seq, { outcome, failure })
      return { outcome, runId: null, reason, failure }
    }
    const pace = (open.get(id)?.pace ?? createPace()).admit(clock.steady(), settings.perMinute)
    const tooMany = `more than ${settings.perMinute} in a minute; what comes beyond them goes by`
    // A flood is one line of the history.
    if (pace === 'first') return note('capped', tooMany)
    if (pace === 'over') return { outcome: 'capped', runId: null, reason: tooMany, failure: null }
    const age = now - event.at
    const oldest = 'maxAgeMs' in settings ? settings.maxAgeMs : null
    if (oldest !== null && age > oldest)
      return note('late', `${event.words}: ${age} ms old, ${oldest} are allowed`)
    const failure = health.refusal(trigger, { ...trigger.inputs, ...given })
    if (failure) return note('failed', `${event.words}: ${failure.message}`, failure)
    tell(id, event, null)
    starter.take(trigger, { ...row, reason: event.words }, { madeUp: false }, todo)
    const stored = firings.find(id, event.key)
    if (!stored) throw new Error('A firing that was taken is stored.')
    return { outcome: stored.outcome, runId: stored.runId, reason: stored.reason, failure: stored.failure }
  }
  const flush = () => {
    const now = batch
    batch = []
    const answers: Answer[] = []
    try {
      starter.decide((todo) => {
        answers.length = 0
        for (const one of now) answers.push(decide(one, todo))
      })
    } catch (error) {
      for (const one of now) one.reject(error)
      return
    }
    for (const [i, one] of now.entries()) one.resolve(answers[i] ?? dropped('it was not decided'))
  }
  /** Events of one turn are decided in one transaction. */
  const decideSoon = (id: string, event: TriggerEvent): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    if (batch.length === 0) clock.defer(flush)
    batch.push({ id, event, resolve, reject })
    return promise
  }
  const hear = (id: string, event: TriggerEvent): Promise<Answer> => {
    const one = open.get(id)
    const calmMs = one && 'debounceMs' in one.settings ? one.settings.debounceMs : 0
    if (!one || calmMs === 0) return decideSoon(id, event)
    one.waiting?.callOff()
    one.waiting?.drop()
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const until = clock.now() + calmMs
    const ring = () => {
      if (one.waiting?.event !== event) return
      if (clock.now() < until) return arm()
      one.waiting = null
      resolve(decideSoon(id, event))
    }
    const arm = () => {
      const callOff = clock.alarm(until, ring)
      one.waiting = { event, callOff, drop: () => resolve(dropped(`another came within ${calmMs} ms`)) }
    }
    arm()
    return promise
  }

  for (const { trigger } of rows.all()) look(trigger.id)
  return {
    look,
    condition: (id) => open.get(id)?.condition ?? fine,
    hear,
    listen: (id, signal) => listeners.listen(id, signal, () => look(id)),
    async close() {
      for (const id of [...open.keys()]) shut(id)
      await Promise.all(closing)
    },
  }
}

const nobody: Source = { close: async () => {} }
