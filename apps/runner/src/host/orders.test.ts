import { pino } from 'pino'
import { expect, test } from 'vitest'
import { tempStore } from '../services/testing/tempStore.ts'
import { createFeed } from './feed.ts'
import { failureOf, graph } from './graphs.ts'
import type { SqliteHost } from './hostTypes.ts'
import { createSqliteHost } from './sqliteHost.ts'
import { createTestClock } from './testClock.ts'

test('word of every beginning is stored, also while word of the one before is still on its way', async () => {
  const db = tempStore()
  const time = createTestClock()
  let host: SqliteHost | undefined
  // One letter per commit, so that a backlog builds up.
  host = createSqliteHost({
    ...{ db, clock: time.clock, feed: createFeed('test'), log: pino({ level: 'silent' }), batch: 1 },
    ready: () => host?.waiting() ?? [],
    onCommit() {},
  })
  host.recover()
  const steps = Array.from({ length: 12 }, (_, i) => [`n${i}`, {}])
  void host.start({
    ...{
      runId: 'run_1',
      compiled: graph(Object.fromEntries(steps)),
      recipeId: 'rcp_1',
      recipeName: 'R',
      seed: 's',
    },
    ...{ inputs: {}, providers: {}, outFolder: '/', createdAt: 0 },
  })
  let refused = 0
  for (let work = time.next(); work; work = time.next()) {
    work()
    const [job] = host.running()
    if (!job || refused === 3) continue
    refused += 1
    host.finish(job, { end: 'blocked', failure: failureOf('environment'), retryMs: 0 })
  }
  const begun = Number(
    db.get(`SELECT count(*) AS n FROM journal WHERE actor = 'run_1/n0' AND data LIKE '%JOB.STARTED%'`)?.n,
  )
  expect([refused, begun]).toEqual([3, 4])
  const ids = db.all("SELECT effect_id FROM journal WHERE kind = 'event'").map(({ effect_id }) => effect_id)
  expect(new Set(ids).size).toBe(ids.length)
})
