import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Delivery, type JobEnd, partsOf, type RunningJob, type TestHost } from '@segue/engine'
import { fail, type LaneId } from '@segue/protocol'
import { pino } from 'pino'
import { type Database, openDatabase } from '../store/database.ts'
import { createFeed } from './feed.ts'
import type { Job, JobResult, SqliteHost } from './hostTypes.ts'
import { createSqliteHost } from './sqliteHost.ts'
import { createTestClock } from './testClock.ts'
import { outputsHash } from './values.ts'

const appLanes: ReadonlySet<LaneId> = new Set(['live', 'td', 'blender'])

/** Milliseconds after which a blocked job is offered again. */
const retryMs = 1000

const resultOf = (end: JobEnd): JobResult => {
  if ('failure' in end) return { end: 'failed', failure: end.failure }
  if ('blocked' in end) {
    const { failure } = fail({
      code: 'app.not_connected',
      message: end.blocked,
      hint: 'Start it.',
      kind: 'environment',
    })
    return { end: 'blocked', failure, retryMs }
  }
  const { outputs, ports = ['is'], asks, children } = end
  return {
    end: 'done',
    cached: false,
    done: {
      outputs: Object.fromEntries(ports.map((port) => [port, outputs])),
      ...(asks ? { asks } : {}),
      ...(children
        ? {
            children,
            items: Array.from({ length: children.count }, (_, i) => ({ name: `${i}`, inputs: {} })),
          }
        : {}),
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
  const ready = (): Job[] => {
    const busy = new Set(host.running().map(({ lane }) => lane))
    return host.waiting().filter(({ lane }) => {
      const free = !appLanes.has(lane) || !busy.has(lane)
      busy.add(lane)
      return free
    })
  }
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
      ready,
      onCommit: () => {},
    })
    survive(() => host.recover())
  }
  const survive = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!dead) throw error
    }
  }
  /** Does what was put off; false when there is nothing or the host is dead. */
  const workOnce = (): boolean => {
    const work = dead ? undefined : time.next()
    if (work) survive(work)
    return work !== undefined
  }
  const idle = async () => {
    while (workOnce());
  }
  /** Resolves when an order is on disk, or the host has died with it. */
  const storing = async (order: Promise<void>) => {
    let open = true
    const settled = order.finally(() => {
      open = false
    })
    for (let done = false; !done && open; ) {
      done = !workOnce()
      await Promise.resolve()
    }
    if (!dead) await settled
  }
  open()

  return {
    start: ({ runId, seed, compiled }) =>
      storing(
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
      ),
    send: (actor, event) => storing(host.send(actor, event)),
    view: (actor) => viewOf(host, actor),
    idle,
    running: () => host.running().map(runningOf),
    async finish({ actor, attempt }, end) {
      const job = host.running().find((one) => runningOf(one).actor === actor && one.attempt === attempt)
      if (job) host.finish(job, resultOf(end))
    },
    async answer(actor, answer) {
      const { run, nodeId } = partsOf(actor)
      const outputs = outputsHash(host.runs.step(run, nodeId ?? '').outputs)
      await storing(host.send(actor, { type: 'ANSWER', outputs, answer }))
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

const runningOf = ({ runId, nodeId, attempt, lane, given }: Job): RunningJob => ({
  actor: `${runId}/${nodeId}`,
  attempt,
  lane,
  given,
})

function viewOf({ runs }: SqliteHost, actor: string): ReturnType<TestHost['view']> {
  const { run, nodeId } = partsOf(actor)
  if (nodeId === null) {
    const { status, failures } = runs.head(run)
    return { of: 'run', status, failures }
  }
  const { status, settledBy, reason, attempt, outputs, failure, asks, items } = runs.step(run, nodeId)
  const [text = null] = Object.values(outputs)
  return {
    of: 'node',
    nodeId,
    status,
    settledBy,
    reason,
    attempt,
    outputs: typeof text === 'string' ? text : null,
    failure,
    asks,
    items,
  }
}

const isEffect = (id: unknown): id is string => typeof id === 'string' && /#\d+$/.test(id)

function deliveriesOf(db: Database): Delivery[] {
  return db
    .all("SELECT actor, data, effect_id FROM journal WHERE kind = 'event' ORDER BY seq")
    .map(({ actor, data, effect_id: id }) => ({
      actor: String(actor),
      event: JSON.parse(String(data)),
      effectId: isEffect(id) ? id : null,
    }))
}
