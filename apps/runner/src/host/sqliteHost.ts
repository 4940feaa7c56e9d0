import { randomUUID } from 'node:crypto'
import { createStep, type Effect, type EngineEvent, type Step } from '@segue/engine'
import { failureOf } from '@segue/protocol'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import type { Feed } from './feed.ts'
import { type Job, type JobResult, openJobs } from './jobs.ts'
import { isSettled, openLedger, writeNote } from './ledger.ts'
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
  /** Called after a commit: jobs may be waiting, these attempts must stop. */
  onCommit(stops: readonly { runId: string; nodeId: string; attempt: number }[]): void
}

const batch = 200

/** Opens the host. Call `recover` once before the first `start`. */
export function createSqliteHost({ db, feed, log, onCommit }: HostOptions): SqliteHost {
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

  /** Handles one event; a defect in it parks the run instead of stopping the others. */
  const handle = (now: number): { actor: string; effects: Effect[] } | null => {
    const next = ledger.nextEvent()
    if (!next) return null
    const { seq, actor, event } = next
    const runId = actor.split('/', 1)[0] ?? actor
    try {
      const { row, effects } = stepOf(runId)(ledger.row(actor), event, { actor, now })
      ledger.record({ seq, actor, event, row, effects, now })
      return { actor, effects }
    } catch (error) {
      log.error({ error, actor, event: event.type }, 'an event could not be applied; the run is parked')
      ledger.drop(seq)
      db.run(
        "UPDATE runs SET status = 'parked', failures = ? WHERE id = ?",
        JSON.stringify([failureOf(error)]),
        runId,
      )
      return { actor: runId, effects: [] }
    }
  }

  const settle = (done: readonly { actor: string; effects: Effect[] }[]) => {
    const seen = new Set<string>()
    for (const { actor, effects } of [...done].reverse()) {
      const [runId = actor, nodeId] = actor.split('/')
      if (seen.has(actor) || !effects.some((effect) => effect.t === 'view')) continue
      seen.add(actor)
      if (nodeId === undefined) feed.publish(runId, { type: 'head', head: runs.head(runId) })
      else feed.publish(runId, { type: 'step', step: runs.step(runId, nodeId) })
    }
    onCommit(
      done.flatMap(({ actor, effects }) =>
        effects.flatMap((effect) =>
          effect.t === 'stop'
            ? [{ runId: actor.split('/', 1)[0] ?? actor, nodeId: effect.nodeId, attempt: effect.attempt }]
            : [],
        ),
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
      const now = Date.now()
      const ended = [...results]
      const done = db.tx(() => {
        for (const { job, result } of ended) jobs.finish(job, result)
        const handled: { actor: string; effects: Effect[] }[] = []
        for (let i = 0; i < batch; i++) {
          const one = handle(now)
          if (!one) break
          handled.push(one)
        }
        return handled
      })
      results.splice(0, ended.length)
      if (done.length === batch) setImmediate(turn)
      else pumping = false
      if (done.length > 0) settle(done)
    }
    turn()
  }
  const timers = createTimers(db, ledger, pump)

  return {
    runs,
    start(run) {
      db.tx(() => {
        runs.insert(run)
        ledger.push(run.runId, { type: 'START', seed: run.seed }, `${run.runId}:start`)
      })
      setImmediate(pump)
    },
    send(actor, event) {
      db.tx(() => ledger.push(actor, event, randomUUID()))
      pump()
    },
    waiting: jobs.waiting,
    claim(ready) {
      jobs.claim(ready)
      setImmediate(pump)
    },
    finish(job, result) {
      results.push({ job, result })
      setImmediate(pump)
    },
    note(actor, level, text) {
      const at = Date.now()
      writeNote(db, actor, at, { level, text })
      const [runId = actor, nodeId = null] = actor.split('/')
      feed.publish(runId, { type: 'log', line: { at, nodeId, level, text } })
    },
    recover() {
      const lost = jobs.loseAll()
      const open = runs.unsettled().filter((runId) => !isSettled(runs.head(runId).status))
      if (lost + open.length > 0) log.info({ lost, open: open.length }, 'resuming runs after a restart')
      pump()
      timers.arm()
    },
    close() {
      closed = true
      timers.stop()
    },
  }
}
