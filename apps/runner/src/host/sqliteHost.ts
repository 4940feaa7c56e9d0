import { randomUUID } from 'node:crypto'
import { createStep, type EngineEvent, type Step } from '@segue/engine'
import { failureOf } from '@segue/protocol'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Feed } from './feed.ts'
import { type Job, type JobResult, openJobs } from './jobs.ts'
import { openLedger, writeNote } from './ledger.ts'
import { type NewRun, openRunTable, type RunTable } from './runTable.ts'
import { createTimers } from './timers.ts'

/** Runs graphs on one SQLite store: every event, its row and its effects are one commit. */
export interface SqliteHost {
  readonly runs: RunTable
  /** Stores a run with its first event; when this returns, the run is on disk. */
  start(run: NewRun): void
  /** Tells a run (or one node of it) something a person asked for. */
  send(actor: string, event: EngineEvent): void
  waiting(): Job[]
  running(): Job[]
  claim(jobs: readonly Job[]): void
  finish(job: Job, result: JobResult): void
  note(actor: string, level: 'info' | 'warning' | 'error', text: string): void
  /** Hands running jobs of a dead process back to the reducer and goes on where the store stands. */
  recover(): void
  close(): void
}

export interface HostOptions {
  db: Database
  feed: Feed
  log: Logger
  /** Real time when left out. */
  clock?: Clock
  /** Events per commit; more is faster, fewer lets a test die between any two. */
  batch?: number
  /** Called after a commit: jobs may be waiting, these attempts must stop. */
  onCommit(stops: readonly { runId: string; nodeId: string; attempt: number }[]): void
}

/** What one event led to, as far as it leaves the store. */
interface Handled {
  actor: string
  stops: readonly { nodeId: string; attempt: number }[]
  shown: boolean
}

/** How long the host waits for a full or busy disk before it tries again. Nothing is lost meanwhile. */
const storeRetryMs = 1000

const runOf = (actor: string): string => actor.split('/', 1)[0] ?? actor

const isStoreError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'

/** At most `most` results of `next`, until it gives null. */
function take<T>(most: number, next: () => T | null): T[] {
  const taken: T[] = []
  for (let one = next(); one !== null; one = taken.length < most ? next() : null) taken.push(one)
  return taken
}

/** Opens the host. Call `recover` once before the first `start`. */
export function createSqliteHost(options: HostOptions): SqliteHost {
  const { db, feed, log, onCommit, clock = systemClock, batch = 200 } = options
  const ledger = openLedger(db)
  const jobs = openJobs(db, ledger)
  const runs = openRunTable(db)
  const steps = new Map<string, Step>()
  const stepOf = (runId: string): Step => {
    const compiled = runs.compiled(runId)
    const known = steps.get(compiled.hash) ?? createStep(compiled)
    if (steps.size > 50) steps.clear()
    steps.set(compiled.hash, known)
    return known
  }

  /** Handles one event, all of it or none; a defect in it parks the run instead of stopping the others. */
  const handle = (now: number): Handled | null => {
    const next = ledger.nextEvent()
    if (!next) return null
    const { actor, event } = next
    try {
      return db.savepoint(() => {
        const { row, effects } = stepOf(runOf(actor))(ledger.row(actor), event, { actor, now })
        ledger.record(next, { row, effects, now })
        const stops = effects.flatMap((effect) => (effect.t === 'stop' ? [effect] : []))
        return { actor, stops, shown: effects.some((effect) => effect.t === 'view') }
      })
    } catch (error) {
      if (isStoreError(error)) throw error
      log.error(
        { error: failureOf(error), actor, event: event.type },
        'an event has no answer; its run is parked',
      )
      ledger.drop(next.seq)
      runs.park(runOf(actor), failureOf(error))
      return { actor: runOf(actor), stops: [], shown: true }
    }
  }

  const settle = (done: readonly Handled[]) => {
    const shown = done.filter((one) => one.shown)
    const last = new Map(shown.map(({ actor }, i) => [actor, i]))
    for (const [i, { actor }] of shown.entries()) {
      if (last.get(actor) !== i) continue
      const [runId = actor, nodeId] = actor.split('/')
      if (nodeId === undefined) feed.publish(runId, { type: 'head', head: runs.head(runId) })
      else feed.publish(runId, { type: 'step', step: runs.step(runId, nodeId) })
    }
    onCommit(
      done.flatMap(({ actor, stops }) =>
        stops.map(({ nodeId, attempt }) => ({ runId: runOf(actor), nodeId, attempt })),
      ),
    )
    timers.arm()
  }

  const results: { job: Job; result: JobResult }[] = []
  let pumping = false
  let closed = false
  const pump = () => {
    if (pumping || closed) return
    pumping = true
    const turn = () => {
      if (closed) return
      const ended = [...results]
      try {
        const done = db.tx(() => {
          for (const { job, result } of ended) jobs.finish(job, result)
          return take(batch, () => handle(clock.now()))
        })
        results.splice(0, ended.length)
        if (done.length === batch) clock.defer(turn)
        else pumping = false
        if (done.length > 0) settle(done)
      } catch (error) {
        if (!isStoreError(error)) throw error
        log.error({ error: failureOf(error) }, 'the store takes nothing now; trying again')
        clock.alarm(clock.now() + storeRetryMs, turn)
      }
    }
    turn()
  }
  const timers = createTimers(db, ledger, { clock, onDue: pump })

  return {
    runs,
    start(run) {
      db.tx(() => {
        runs.insert(run)
        ledger.push(run.runId, { type: 'START', seed: run.seed }, `${run.runId}:start`)
      })
      clock.defer(pump)
    },
    send(actor, event) {
      db.tx(() => ledger.push(actor, event, randomUUID()))
      clock.defer(pump)
    },
    waiting: jobs.waiting,
    running: jobs.running,
    claim(ready) {
      jobs.claim(ready)
      clock.defer(pump)
    },
    finish(job, result) {
      results.push({ job, result })
      clock.defer(pump)
    },
    note(actor, level, text) {
      const at = clock.now()
      writeNote(db, actor, at, { level, text })
      const [runId = actor, nodeId = null] = actor.split('/')
      feed.publish(runId, { type: 'log', line: { at, nodeId, level, text } })
    },
    recover() {
      const lost = jobs.loseAll()
      const open = runs.unsettled()
      if (lost + open.length > 0) log.info({ lost, open: open.length }, 'resuming runs after a restart')
      clock.defer(pump)
      timers.arm()
    },
    close() {
      closed = true
      timers.stop()
    },
  }
}
