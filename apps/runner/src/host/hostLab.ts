import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Compiled } from '@segue/engine'
import type { Failure, RunStatus, StepStatus } from '@segue/protocol'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Computed } from '../lanes/attempt.ts'
import { type Database, openDatabase } from '../store/database.ts'
import type { Turns } from './changes.ts'
import { createFeed, type FeedItem } from './feed.ts'
import type { Job, JobResult, NewRun } from './hostTypes.ts'
import { createSqliteHost, type SqliteHost } from './sqliteHost.ts'
import { createTestClock, type TestClock } from './testClock.ts'

/** A host whose lanes, clock and disk are the test's. */
export interface HostLab {
  readonly time: TestClock
  /** Of the process that lives now. */
  readonly db: Database
  readonly host: SqliteHost
  /** What left the host, in order. */
  readonly heard: readonly FeedItem[]
  readonly turns: readonly Turns[]
  readonly lost: readonly Failure[]
  /** Transactions since the store was opened. */
  commits(): number
  /** At most so many jobs at once on the local lane. */
  room: number
  /** What is known of a job inside a commit; nothing at first. */
  compute(job: Job): Computed | null
  /** What transactions end with instead of a commit; null when the disk takes everything. */
  trouble: Error | null
  ask(runId: string, compiled: Compiled, more?: Partial<NewRun>): Promise<void>
  /** Asks for a run and works until nothing is left to do. */
  start(runId: string, compiled: Compiled, more?: Partial<NewRun>): void
  idle(): void
  /** Passes time and works. */
  wait(ms: number): void
  /** `run/node:attempt` of the jobs that run. */
  running(): string[]
  job(name: string): Job
  /** Ends a running job; `out` is its output. */
  finish(name: string, end?: { out: number } | { failure: Failure } | JobResult): void
  finishAll(): void
  status(runId: string): RunStatus
  stepStatus(runId: string, nodeId: string): StepStatus
  /** kill -9, and the next process; `clean`: it was closed before, as a runner is. */
  reopen(clean?: boolean): void
}

/** A SQLite error as node:sqlite throws it. */
export const sqliteError = (errcode: number): Error =>
  Object.assign(new Error('SQLite said no'), { code: 'ERR_SQLITE_ERROR', errcode })

/** Gone with the test. */
export function openHostLab(): HostLab {
  const folder = mkdtempSync(join(tmpdir(), 'segue-host-'))
  const file = join(folder, 'segue.db')
  const time = createTestClock()
  const heard: FeedItem[] = []
  const turns: Turns[] = []
  const lost: Failure[] = []
  let commits = 0
  let db: Database
  let host: SqliteHost

  let closing = false
  const ready = (): Job[] =>
    closing
      ? []
      : host.waiting('local', Math.max(0, lab.room - host.running().length)).concat(host.waiting('live'))
  const open = () => {
    const real = openDatabase(file, { own: true })
    commits = 0
    db = {
      ...real,
      tx(work) {
        return real.tx(() => {
          const done = work()
          if (lab.trouble) throw lab.trouble
          commits += 1
          return done
        })
      },
    }
    const feed = createFeed('test')
    feed.listen((item) => heard.push(item))
    host = createSqliteHost({
      db,
      feed,
      log: pino({ level: 'silent' }),
      clock: time.clock,
      ready,
      compute: (job) => lab.compute(job),
      onCommit: (turn) => turns.push(turn),
      onLost: (failure) => lost.push(failure),
    })
    host.recover()
    lab.idle()
  }
  const result = (end: { out: number } | { failure: Failure } | JobResult): JobResult => {
    if ('end' in end) return end
    if ('failure' in end) return { end: 'failed', failure: end.failure }
    return { end: 'done', done: { outputs: { out: end.out } }, cached: false }
  }
  const lab: HostLab = {
    ...{ time, heard, turns, lost },
    room: Number.POSITIVE_INFINITY,
    compute: () => null,
    trouble: null,
    get db() {
      return db
    },
    get host() {
      return host
    },
    commits: () => commits,
    ask: (runId, compiled, more = {}) =>
      host.start({
        ...{ runId, compiled, recipeId: 'rcp_test', recipeName: 'Test', seed: 's', inputs: {} },
        ...{ providers: {}, outFolder: folder, createdAt: time.clock.now(), ...more },
      }),
    start(runId, compiled, more) {
      void lab.ask(runId, compiled, more)
      lab.idle()
    },
    idle() {
      for (let work = time.next(); work; work = time.next()) work()
    },
    wait(ms) {
      time.pass(ms)
      lab.idle()
    },
    running: () => host.running().map(({ runId, nodeId, attempt }) => `${runId}/${nodeId}:${attempt}`),
    job(name) {
      const found = host
        .running()
        .find(({ runId, nodeId, attempt }) => `${runId}/${nodeId}:${attempt}` === name)
      if (!found) throw new Error(`${name} does not run`)
      return found
    },
    finish(name, end = { out: 1 }) {
      host.finish(lab.job(name), result(end))
      lab.idle()
    },
    finishAll() {
      for (let jobs = lab.running(); jobs.length > 0; jobs = lab.running()) {
        for (const name of jobs) host.finish(lab.job(name), result({ out: 1 }))
        lab.idle()
      }
    },
    status: (runId) => host.runs.head(runId).status,
    stepStatus: (runId, nodeId) => host.runs.step(runId, nodeId).status,
    reopen(clean = false) {
      closing = clean
      if (clean) {
        for (const job of host.running()) host.requeue(job)
        host.close()
      }
      closing = false
      db.close()
      time.forget()
      lab.trouble = null
      open()
    },
  }
  open()
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return lab
}
