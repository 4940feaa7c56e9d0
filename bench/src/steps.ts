import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFeed } from '@segue/runner/host/feed'
import type { Job } from '@segue/runner/host/hostTypes'
import { createSqliteHost, type SqliteHost } from '@segue/runner/host/sqliteHost'
import { openDatabase } from '@segue/runner/store/database'
import { pino } from 'pino'
import { ladder } from './ladder.ts'
import type { Row } from './table.ts'

/** So many steps in all, whatever the size of the graphs. */
const total = 20_000
/** As a lane of the runner: so many jobs at once. */
const atOnce = 256

const sizes = [10, 100, 1000, 5000] as const

/**
 * Durable steps per second on disk with `synchronous=FULL`: work that takes no time, so that only the host is measured.
 * Steps that only compute are done within the commit that queued them, as in the runner. The others begin when it is
 * on disk, so that a graph of many in a row, such as these, waits for one commit per step.
 */
export async function benchSteps(): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of sizes)
    rows.push({
      what: `durable steps that only compute, graphs of ${size}`,
      value: await stepsPerSecond(size, { computes: true }),
      unit: '/s',
      limit: 'at least 8,000',
    })
  for (const size of sizes)
    rows.push({
      what: `durable steps on a lane, graphs of ${size}`,
      value: await stepsPerSecond(size, { computes: false }),
      unit: '/s',
    })
  return rows
}

const done = { outputs: { out: 1 } }

async function stepsPerSecond(size: number, { computes }: { computes: boolean }): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const db = openDatabase(join(folder, 'segue.db'), { own: true })
  const feed = createFeed('bench')
  const runs = Math.round(total / size)
  let left = runs
  const ended = Promise.withResolvers<void>()
  feed.listen(({ change }) => {
    if (change.type === 'head' && change.head.status === 'succeeded' && --left === 0) ended.resolve()
  })
  const host: SqliteHost = createSqliteHost({
    db,
    feed,
    log: pino({ level: 'silent' }),
    ready: () => host.waiting('local', atOnce - host.running().length),
    compute: () => (computes ? { done, notes: [] } : null),
    onCommit: ({ begin }) => begin.forEach(finish),
  })
  const finish = (job: Job) => host.finish(job, { end: 'done', done, cached: false })
  host.recover()
  const compiled = ladder(size)
  const from = performance.now()
  for (let i = 0; i < runs; i++)
    void host.start({
      runId: `run_${i}`,
      recipeId: 'rcp_bench',
      recipeName: 'Bench',
      compiled,
      seed: 's',
      inputs: {},
      providers: {},
      outFolder: folder,
      createdAt: Date.now(),
    })
  await ended.promise
  const seconds = (performance.now() - from) / 1000
  host.close()
  db.close()
  await rm(folder, { recursive: true, force: true })
  return (runs * size) / seconds
}
