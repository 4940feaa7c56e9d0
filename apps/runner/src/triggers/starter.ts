import type { RunRequest } from '@segue/api'
import { type Failure, failureOf, type Trigger } from '@segue/protocol'
import { crashPoint } from '../crashPoint.ts'
import type { Clock } from '../host/clock.ts'
import type { Logger } from '../log/logger.ts'
import { newRunId } from '../services/startRun.ts'
import type { Database } from '../store/database.ts'
import { storeTrouble } from '../store/storeFailure.ts'
import type { FiringRow, Firings, NewFiring } from './firings.ts'
import { mayBegin, onTimeMs } from './misfire.ts'
import type { TriggerRows } from './triggerRows.ts'

/** What is done when a transaction is on disk. */
export interface Todo {
  launch: FiringRow[]
  cancel: string[]
}

/** A firing that may become a run. */
type Taken = Omit<NewFiring, 'outcome'>

/** Turns firings into runs: each is on disk before its run is asked for, under the id that this run will have. */
export interface Starter {
  /** Decides in one transaction, and begins what was decided when it is on disk. */
  decide(work: (todo: Todo) => void): void
  /** Lets a firing begin, wait or go by, as its trigger says of overlaps. `madeUp`: its moment is long over. */
  take(trigger: Trigger, firing: Taken, how: { madeUp: boolean }, todo: Todo): void
  /** The same for one that is written down already. */
  admit(trigger: Trigger, row: FiringRow, how: { madeUp: boolean }, todo: Todo): void
  /** Begins a firing of which a person waits to hear. Fails with what keeps it from starting. */
  byPerson(firing: Taken): Promise<string>
  /** Begins what a dead process had only written down; `late`: unless that process had begun it, it is over. */
  resume(row: FiringRow, how: { late: boolean }): void
  /** A run has begun or is over: what waits begins, or has it cancelled. */
  release(triggerId: string): void
  close(): Promise<void>
}

export interface StarterOptions {
  db: Database
  rows: TriggerRows
  firings: Firings
  clock: Clock
  log: Pick<Logger, 'warn'>
  /** Stores a run under this id. Fails with what keeps it from starting. */
  start(request: RunRequest, runId: string): Promise<unknown>
  cancel(runId: string): Promise<unknown>
  /** What a trigger runs. Fails with why it cannot work. */
  recipeOf(trigger: Trigger): RunRequest['recipe']
  changed(): void
}

/** Nobody wants more of the same one after the other. */
const mostQueued = 100
const retryMs = 1000

/** Opens the starter of a store. */
export function createStarter(options: StarterOptions): Starter {
  const { db, rows, firings, clock, log, start, cancel, recipeOf, changed } = options
  const launches = new Set<Promise<unknown>>()
  const settled: { row: FiringRow; failure: Failure | null }[] = []
  const alarms = new Set<() => void>()
  let closed = false

  const isStored = (runId: string | null) => db.get('SELECT 1 FROM runs WHERE id = ?', runId) !== undefined
  const begin = (row: FiringRow, todo: Todo) => {
    const runId = newRunId()
    firings.change(row.seq, { outcome: 'starting', reason: row.reason, runId })
    todo.launch.push({ ...row, outcome: 'starting', runId })
  }
  const later = (work: () => void) => {
    const off = clock.alarm(clock.now() + retryMs, () => {
      alarms.delete(off)
      work()
    })
    alarms.add(off)
  }
  /** Does what must be stored; again when the store takes nothing for a while. */
  const keep = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (willPass(error) && !closed) later(() => keep(work))
      else log.warn({ error: failureOf(error) }, 'what became of a firing is not stored')
    }
  }
  /** What became of firings, in one transaction for all that were started in one turn. */
  const settle = (row: FiringRow, failure: Failure | null) => {
    settled.push({ row, failure })
    if (settled.length === 1) clock.defer(settleAll)
  }
  const settleAll = () => {
    const now = settled.splice(0)
    if (now.length === 0) return
    keep(() => {
      db.tx(() => {
        for (const one of now) settleOne(one)
      })
      for (const triggerId of new Set(now.map(({ row }) => row.triggerId))) starter.release(triggerId)
      changed()
    })
  }
  const settleOne = ({ row, failure }: (typeof settled)[number]) => {
    if (failure) firings.change(row.seq, { outcome: 'failed', reason: failure.message, failure })
    else firings.change(row.seq, { outcome: 'fired' })
    rows.fail(row.triggerId, failure)
  }
  const launchOnce = async (row: FiringRow, attended: boolean): Promise<string> => {
    const { trigger } = rows.get(row.triggerId)
    const { runId } = row
    if (runId === null) throw new Error('A firing that begins has the id of its run.')
    try {
      if (!isStored(runId))
        await start(
          {
            recipe: recipeOf(trigger),
            inputs: { ...trigger.inputs, ...row.inputs },
            ...(attended ? {} : { unattended: true }),
          },
          runId,
        )
    } catch (error) {
      if (!attended && willPass(error)) throw error
      // Another process over this store may have been faster.
      if (!isStored(runId)) {
        settle(row, failureOf(error))
        throw error
      }
    }
    crashPoint('firing.started')
    settle(row, null)
    return runId
  }
  const launch = (row: FiringRow, attended: boolean): Promise<string> => {
    const going = launchOnce(row, attended).finally(() => {
      launches.delete(going)
      changed()
    })
    launches.add(going)
    return going
  }
  /** Tries until the store takes it; any other failure is in the history. */
  const insist = (row: FiringRow): void => {
    launch(row, isByPerson(row)).catch((error) => {
      if (willPass(error) && !closed) later(() => insist(row))
    })
  }
  const queue = (trigger: Trigger, row: FiringRow, madeUp: boolean, todo: Todo) => {
    const waiting = firings.open('queued', trigger.id).filter(({ seq }) => seq !== row.seq)
    // What is made up goes one after the other, whatever comes at its moment does.
    const overlap = madeUp ? 'queueAll' : trigger.overlap
    if (overlap === 'skip') return pass(row, 'the run before it was still going')
    if (overlap === 'queueOne' && waiting.length > 0) return pass(row, 'one waits already')
    if (!madeUp && waiting.length >= mostQueued) return pass(row, `${mostQueued} wait already`)
    if (overlap === 'cancel') {
      for (const one of waiting) pass(one, 'a newer one took its place')
      todo.cancel.push(...firings.going(trigger.id))
    }
    firings.change(row.seq, { outcome: 'queued', reason: 'waits for the run before it' })
  }
  const goOn = (triggerId: string, todo: Todo) => {
    const trigger = rows.find(triggerId)?.trigger
    const waiting = firings.open('queued', triggerId).filter((row) => {
      const fits =
        !trigger || trigger.settings.kind === 'schedule' || mayBegin(trigger.settings, clock.now() - row.at)
      if (!fits)
        firings.change(row.seq, { outcome: 'late', reason: 'too old when the run before it had ended' })
      return fits
    })
    const going = firings.going(triggerId)
    const [first] = waiting
    if (first && going.length === 0) begin({ ...first, reason: 'after the run before it' }, todo)
    // Whoever was to be cancelled had not begun yet, or the runner died before it said so.
    else if (trigger?.overlap === 'cancel' && waiting.some(isOnTime)) todo.cancel.push(...going)
  }
  const pass = (row: FiringRow, reason: string) => firings.change(row.seq, { outcome: 'overlap', reason })

  const starter: Starter = {
    decide(work) {
      const todo: Todo = { launch: [], cancel: [] }
      crashPoint('firing.before')
      db.tx(() => work(todo))
      if (todo.launch.length > 0) crashPoint('firing.stored')
      for (const row of todo.launch) insist(row)
      // A run that has just ended has nothing to cancel.
      for (const runId of todo.cancel) void Promise.resolve(cancel(runId)).catch(() => {})
      changed()
    },
    take(trigger, firing, how, todo) {
      const row = firings.add({ ...firing, outcome: 'soon' })
      if (row && row.dueAt <= row.decidedAt) starter.admit(trigger, row, how, todo)
    },
    admit(trigger, row, { madeUp }, todo) {
      const isBusy = () =>
        firings.open('queued', trigger.id).length > 0 || firings.going(trigger.id).length > 0
      if (trigger.overlap === 'parallel' || !isBusy()) begin(row, todo)
      else queue(trigger, row, madeUp, todo)
    },
    byPerson(firing) {
      const row = db.tx(() => {
        const added = firings.add({ ...firing, outcome: 'soon' })
        if (!added) throw new Error('What a person asks for is asked for once.')
        const runId = newRunId()
        firings.change(added.seq, { outcome: 'starting', runId })
        return { ...added, runId }
      })
      return launch(row, true)
    },
    resume(row, { late }) {
      if (!late || isStored(row.runId)) insist(row)
      else firings.change(row.seq, { outcome: 'late', reason: 'Segue was off when it was to begin' })
    },
    release(triggerId) {
      if (closed) return
      keep(() => {
        if (firings.open('queued', triggerId).length > 0) starter.decide((todo) => goOn(triggerId, todo))
      })
    },
    async close() {
      closed = true
      for (const off of alarms) off()
      await Promise.allSettled(launches)
      settleAll()
    },
  }
  return starter
}

/** Whether a person asked for this one. */
export const isByPerson = ({ key }: Pick<FiringRow, 'key'>): boolean => key.startsWith('now:')

const isOnTime = ({ at, decidedAt }: FiringRow): boolean => decidedAt - at <= onTimeMs

/** Whether the store only takes nothing for a while. */
const willPass = (error: unknown): boolean =>
  storeTrouble(error)?.passes === true || ['store.full', 'store.busy'].includes(failureOf(error).code)
