import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Delivery, NodeViewState, RunViewState, TestHost } from '@segue/engine'
import { Failure } from '@segue/protocol'
import { pino } from 'pino'
import { type Database, openDatabase } from '../store/database.ts'
import type { Clock } from './clock.ts'
import { createFeed } from './feed.ts'
import type { Job } from './jobs.ts'
import { createSqliteHost, type SqliteHost } from './sqliteHost.ts'

const appLanes: ReadonlySet<string> = new Set(['live', 'td', 'blender'])

/** A clock that stands still until a test moves it. */
function createTestClock() {
  let now = 1_000_000
  let alarms: { at: number; ring: () => void }[] = []
  let work: (() => void)[] = []
  const clock: Clock = {
    now: () => now,
    alarm(at, ring) {
      const one = { at, ring }
      alarms.push(one)
      return () => {
        alarms = alarms.filter((other) => other !== one)
      }
    },
    defer: (one) => void work.push(one),
  }
  return {
    clock,
    /** The next thing that was put off, or that is due. */
    next(): (() => void) | undefined {
      const due = alarms.find(({ at }) => at <= now)
      if (!due) return work.shift()
      alarms = alarms.filter((one) => one !== due)
      return due.ring
    },
    pass(ms: number) {
      now += ms
    },
    forget() {
      alarms = []
      work = []
    },
  }
}

/** The SQLite host in the hands of the conformance suite: one event per commit, a clock and crashes of its own. */
export async function createSqliteTestHost(): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-host-'))
  const file = join(folder, 'segue.db')
  const time = createTestClock()
  let deathAt = Number.POSITIVE_INFINITY
  let dead = false
  let db: Database
  let host: SqliteHost

  const stored = () => Number(db.get("SELECT count(*) AS n FROM journal WHERE kind = 'event'")?.n)
  const open = () => {
    const real = openDatabase(file)
    db = {
      ...real,
      tx(work) {
        if (dead) throw new Error('dead')
        const result = real.tx(work)
        dead = stored() >= deathAt
        if (dead) throw new Error('died')
        return result
      },
    }
    host = createSqliteHost({
      db,
      feed: createFeed('test'),
      log: pino({ level: 'silent' }),
      clock: time.clock,
      batch: 1,
      onCommit: () => {},
    })
    host.recover()
  }
  const survive = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!dead) throw error
    }
  }
  const claim = () => {
    const running = [...host.running()]
    const ready: Job[] = []
    for (const job of host.waiting()) {
      const busy = [...running, ...ready].some((one) => one.lane === job.lane)
      if (!appLanes.has(job.lane) || !busy) ready.push(job)
    }
    if (ready.length > 0) host.claim(ready)
    return ready.length > 0
  }
  const idle = async () => {
    for (;;) {
      if (dead) return
      const work = time.next()
      if (work) survive(work)
      else {
        let claimed = false
        survive(() => {
          claimed = claim()
        })
        if (!claimed) return
      }
    }
  }
  open()

  return {
    async start({ runId, seed, compiled }) {
      survive(() =>
        host.start({
          runId,
          recipeId: 'rcp_test',
          recipeName: 'Test',
          compiled,
          seed,
          inputs: {},
          providers: {},
          outFolder: folder,
          createdAt: time.clock.now(),
        }),
      )
    },
    async send(actor, event) {
      survive(() => host.send(actor, event))
    },
    view: (actor) => viewOf(db, actor),
    idle,
    running: () =>
      host
        .running()
        .map((job) => ({ actor: `${job.runId}/${job.nodeId}`, attempt: job.attempt, lane: job.lane })),
    async finish({ actor, attempt, lane }, end) {
      if (end === 'lost') throw new Error('only a crash loses a job here')
      const [runId = '', nodeId = ''] = actor.split('/')
      const row = db.get(
        'SELECT seq FROM jobs WHERE run_id = ? AND node_id = ? AND attempt = ?',
        runId,
        nodeId,
        attempt,
      )
      const job: Job = { seq: Number(row?.seq ?? -1), runId, nodeId, attempt, lane, locks: [] }
      const result =
        'outputs' in end
          ? { ok: true as const, outputs: { is: end.outputs } }
          : { ok: false as const, failure: end.failure }
      survive(() => host.finish(job, result))
    },
    async advance(ms) {
      time.pass(ms)
      await idle()
    },
    dieAfter: (events) => {
      deathAt = stored() + events
    },
    async reopen() {
      db.close()
      time.forget()
      dead = false
      deathAt = Number.POSITIVE_INFINITY
      open()
    },
    deliveries: () => deliveriesOf(db),
    async close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function viewOf(db: Database, actor: string): NodeViewState | RunViewState | null {
  const [runId = '', nodeId] = actor.split('/')
  if (nodeId === undefined) {
    const run = db.get('SELECT status, failures FROM runs WHERE id = ?', runId)
    return run
      ? JSON.parse(
          JSON.stringify({ of: 'run', status: run.status, failures: JSON.parse(String(run.failures)) }),
        )
      : null
  }
  const row = db.get('SELECT * FROM steps WHERE run_id = ? AND node_id = ?', runId, nodeId)
  if (!row) return null
  const outputs = db.get(
    'SELECT data FROM outputs WHERE hash = ?',
    typeof row.outputs === 'string' ? row.outputs : '',
  )
  return JSON.parse(
    JSON.stringify({
      of: 'node',
      nodeId,
      status: row.status,
      settledBy: row.settled_by,
      reason: row.reason,
      attempt: row.attempt,
      outputs: outputs ? JSON.parse(String(outputs.data)).is : null,
      failure: row.failure ? Failure.parse(JSON.parse(String(row.failure))) : null,
    }),
  )
}

function deliveriesOf(db: Database): Delivery[] {
  return db
    .all("SELECT actor, data, effect_id FROM journal WHERE kind = 'event' ORDER BY seq")
    .map((row) => ({
      actor: String(row.actor),
      event: JSON.parse(String(row.data)),
      effectId: /#\d+$/.test(String(row.effect_id)) ? String(row.effect_id) : null,
    }))
}
