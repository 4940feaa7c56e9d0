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

/** Durable steps per second on disk with `synchronous=FULL`: work that takes no time, so that only the host is measured. */
export async function benchSteps(): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of [10, 100, 1000, 5000])
    rows.push({
      what: `durable steps per second, graphs of ${size}`,
      value: await stepsPerSecond(size),
      unit: '/s',
      limit: 'at least 8,000',
    })
  return rows
}

async function stepsPerSecond(size: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  const db = openDatabase(join(folder, 'segue.db'), { own: true })
  const feed = createFeed('bench')
  const runs = Math.round(total / size)
  let left = runs
  const done = Promise.withResolvers<void>()
  feed.listen(({ change }) => {
    if (change.type === 'head' && change.head.status === 'succeeded' && --left === 0) done.resolve()
  })
  const host: SqliteHost = createSqliteHost({
    db,
    feed,
    log: pino({ level: 'silent' }),
    ready: () => host.waiting('local', atOnce - host.running().length),
    onCommit: ({ begin }) => begin.forEach(finish),
  })
  const finish = (job: Job) => host.finish(job, { end: 'done', done: { outputs: { out: 1 } }, cached: false })
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
  await done.promise
  const seconds = (performance.now() - from) / 1000
  host.close()
  db.close()
  await rm(folder, { recursive: true, force: true })
  return (runs * size) / seconds
}
