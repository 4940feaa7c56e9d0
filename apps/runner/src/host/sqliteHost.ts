import { randomUUID } from 'node:crypto'
import { partsOf } from '@segue/engine'
import type { Failure } from '@segue/protocol'
import { crashPoint } from '../crashPoint.ts'
import type { Computed } from '../lanes/attempt.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import { storeTrouble } from '../store/storeFailure.ts'
import type { Changes, Turns } from './changes.ts'
import { listChildren, resultsOf } from './children.ts'
import { type Clock, systemClock } from './clock.ts'
import { openCompiled } from './compiledStore.ts'
import { openCrashes } from './crashes.ts'
import { createDeliver } from './deliver.ts'
import { watchDrift } from './drift.ts'
import type { Tables } from './effects.ts'
import type { Feed } from './feed.ts'
import type { Job, SqliteHost } from './hostTypes.ts'
import { tellInside } from './inside.ts'
import { openJobs } from './jobs.ts'
import { writeNote } from './journal.ts'
import { openMail } from './mail.ts'
import { moveJob } from './moves.ts'
import { createOrders } from './orders.ts'
import { createParking } from './parking.ts'
import { createPump } from './pump.ts'
import { parkGuilty, parkStuck, recoverRuns } from './recovery.ts'
import { outdated, removeRun, removeUnusedCompiled } from './retention.ts'
import { openRows } from './rows.ts'
import { openRunRows } from './runRows.ts'
import { openRunTable } from './runTable.ts'
import { openStepRows } from './stepRows.ts'
import { openTimers } from './timers.ts'
import { storeOutputs } from './values.ts'
import { createWaiting } from './waiting.ts'

export type { SqliteHost } from './hostTypes.ts'

/** The attempt that outputs belong to which a person gave. */
const byPerson = 0
/** Runs removed per commit, so that nothing else waits for long. */
const trimmedAtOnce = 20

/** How long a commit may compute steps that only compute; what is left goes on its lane, and others have their turn. */
const computingMs = 50

/** Calls `work` and says what is wrong with the store when it takes nothing. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeTrouble(error)?.error(file) ?? error
  }
}

export interface HostOptions {
  db: Database
  feed: Feed
  log: Logger
  /** Real time when left out. */
  clock?: Clock
  /** Events per commit; more is faster, fewer lets a test die between any two. */
  batch?: number
  /**
   * Which waiting jobs may start now. Asked inside every commit, before it ends: they are noted as running in the same
   * one that queued them, and begin when it is on disk.
   */
  ready(): readonly Job[]
  /**
   * The result of a job that was ready and only computes, without waiting for anything; null = it has to be run. It
   * then ends in the commit in which it began. Nothing is computed when left out.
   */
  compute?(job: Job): Computed | null
  /** Called after a commit. */
  onCommit(turns: Turns): void
  /** The store is damaged or taken over; nothing will be written any more. */
  onLost?(failure: Failure): void
}

/** Opens the host. Call `recover` once before the first `start`. */
export function createSqliteHost(options: HostOptions): SqliteHost {
  const { db, feed, log, ready, onCommit, onLost, clock = systemClock, batch = 5000 } = options
  const runRows = openRunRows(db)
  const steps = openStepRows(db)
  const compiled = openCompiled(db)
  const rows = openRows(db)
  const table = openRunTable(db, runRows, steps, compiled)
  const jobs = openJobs(db)
  const mail = openMail(db)
  const timers = openTimers(db)
  const drift = watchDrift(clock)
  const crashes = openCrashes(db, clock)
  const tables: Tables = { db, mail, jobs, timers, runs: runRows, steps, table }
  const parking = createParking(tables, rows)
  const deliver = createDeliver({ tables, rows, compiled, parking, crashes, log })
  const orders = createOrders(tables, parking)
  const waiting = createWaiting(jobs.queue, { runs: runRows, crashes, clock })
  /** Runs to set aside; null once recovery is over. */
  let guilty: string[] | null = null

  const reload = () => {
    for (const cache of [rows, steps, runRows, compiled]) cache.forget()
    for (const image of [mail, jobs, timers]) image.reload()
    drift.forget()
  }
  const prepare = () => {
    const moved = drift.take()
    if (moved === 0) return
    timers.shift(moved)
    jobs.shift(moved)
  }
  const work = (changes: Changes): boolean => {
    const now = clock.now()
    // Nobody's word comes between a restart and what it lost: "again" means something else where all is known.
    let left = guilty === null ? batch : Number.POSITIVE_INFINITY
    const deliverAll = () => {
      for (; left > 0; left--) {
        const letter = mail.take()
        if (!letter) break
        deliver(letter, now, changes)
      }
    }
    timers.fire(now, mail)
    deliverAll()
    if (guilty !== null && !mail.waits()) {
      parkGuilty(tables, parking, guilty, changes)
      for (const changed of [steps, runRows]) changed.flush()
      parkStuck(tables, parking, changes)
      guilty = null
      crashes.begin((run) => pump.ask({ run }))
    }
    const until = clock.steady() + computingMs
    const compute = (job: Job): Computed | null =>
      clock.steady() < until && crashes.trusts(job.runId) ? (options.compute?.(job) ?? null) : null
    let begun: ReturnType<typeof orders.begin>
    do {
      begun = orders.begin(ready(), { compute, now, changes })
      changes.began(begun)
      deliverAll()
    } while (begun.computed.length > 0 && left > 0)
    for (const changed of [rows, steps, runRows, jobs, mail]) changed.flush()
    return mail.waits() || begun.computed.length > 0
  }
  const after = (changes: Changes) => {
    drift.settle()
    const turns = changes.publish(feed, table)
    tellInside(feed, table, steps.heldMoves())
    if (turns.begin.length > 0) crashPoint('job.claimed')
    onCommit(turns)
  }
  const nothingDue = () =>
    !mail.waits() &&
    guilty === null &&
    drift.look() === 0 &&
    (timers.next() ?? Number.POSITIVE_INFINITY) > clock.now()

  const pump = createPump({
    db,
    log,
    clock,
    prepare,
    work,
    after,
    reload,
    idle: () => nothingDue() && ready().length === 0,
    nextAt() {
      const times = [timers.next(), jobs.nextOffer(clock.now())].filter((at) => at !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
    lost(trouble) {
      const { failure } = trouble.error(db.file)
      log.fatal({ error: failure }, 'nothing is stored any more')
      onLost?.(failure)
    },
  })
  /** Stores an order right now, or fails with what is wrong. */
  const store = (run: (changes: Changes) => void): void => {
    const refused: unknown[] = []
    pump.now({ run, refuse: (error) => refused.push(error) })
    if (refused.length > 0) throw refused[0]
  }
  const eventually = (run: (changes: Changes) => void): Promise<void> =>
    new Promise((done, refuse) => pump.ask({ run, done, refuse }))

  reload()
  return {
    runs: table,
    start: (run) => eventually(() => orders.start(run)).then(() => crashPoint('accept.after')),
    send: (actor, event) => eventually((changes) => orders.send(actor, event, randomUUID(), changes)),
    waiting: waiting.list,
    running: () => jobs.queue.running().map(({ job }) => job),
    wake: pump.wake,
    finish: (job, result) => pump.ask({ run: () => orders.finish(job, result, clock.now()) }),
    requeue: (job) => pump.ask({ run: () => orders.requeue(job) }),
    unblock: (lane) =>
      pump.ask({ run: () => jobs.offer([...jobs.queue.blocked].filter(({ job }) => job.lane === lane)) }),
    storeOutputs: (runId, nodeId, outputs) =>
      guarded(db.file, () => storeOutputs(db, { runId, nodeId, attempt: byPerson }, outputs)),
    mark: (runId, nodeId, key, value) =>
      guarded(db.file, () => {
        db.run(
          'INSERT OR REPLACE INTO marks (run_id, node_id, key, value) VALUES (?, ?, ?, ?)',
          runId,
          nodeId,
          key,
          JSON.stringify(value),
        )
      }),
    marks: (runId, nodeId) =>
      db
        .all('SELECT key, value FROM marks WHERE run_id = ? AND node_id = ?', runId, nodeId)
        .map(({ key, value }) => [String(key), JSON.parse(String(value))]),
    usedStandIn: (runId, nodeId) => guarded(db.file, () => steps.usedStandIn(runId, nodeId)),
    note(actor, level, text) {
      const note = { runId: partsOf(actor).run, actor, at: clock.now(), level, text }
      pump.ask({
        run(changes) {
          writeNote(db, note)
          changes.caused({ stops: [], notes: [note] })
        },
      })
    },
    queue: waiting.rows,
    move: (job, before) => store(() => moveJob(jobs, job, before)),
    prioritise: (runId, priority) => store((changes) => orders.prioritise(runId, priority, changes)),
    keep: (runId, kept) =>
      store((changes) => {
        runRows.change(runId, { kept })
        changes.shows(runId, null)
      }),
    children: (runId, nodeId, page) =>
      listChildren(db, runId, nodeId, page).map(({ name, childId }) => ({
        name,
        head: childId === null ? null : table.head(childId),
      })),
    childResults: (runId, nodeId) => resultsOf(db, table, runId, nodeId),
    trim(history) {
      const gone = outdated(db, history, clock.now())
      for (let at = 0; at < gone.length; at += trimmedAtOnce)
        store(() => {
          for (const runId of gone.slice(at, at + trimmedAtOnce)) removeRun(db, runId)
        })
      if (gone.length > 0) store(() => removeUnusedCompiled(db))
      if (gone.length > 0) reload()
      return gone
    },
    recover() {
      const run = () => {
        guilty = recoverRuns(tables, { crashes, log, now: clock.now() })
      }
      pump.now({ run })
    },
    close() {
      pump.ask({ run: () => crashes.leave() })
      pump.close()
      crashes.stop()
    },
  }
}
