import type { StepView } from '@segue/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { createFeed } from '../host/feed.ts'
import { openHostLab } from '../host/hostLab.ts'
import { openAppSignals } from './appSignals.ts'
import type { SourceOptions } from './sources/source.ts'

test('an application is listened to when a step waits for what it tells, and tells it by both names', async () => {
  const { db, time } = openHostLab()
  const feed = createFeed('signals')
  const opened: SourceOptions<'app'>[] = []
  const told: unknown[] = []
  let closed = 0
  const start = () =>
    openAppSignals({
      ...{ db, feed, clock: time.clock, log: { warn() {} } },
      open(options) {
        opened.push(options)
        return { close: async () => void closed++ }
      },
      signal: async ({ topic }) => told.push(topic),
    })
  const wait = (topic: string) => {
    const asks = { for: 'event' as const, topic, deadline: null }
    feed.publish('run_1', { type: 'step', step: { nodeId: 'a', status: 'waiting', asks } as StepView })
    for (let next = time.next(); next; next = time.next()) next()
  }
  const stop = start()
  for (const topic of [
    'osc.go',
    'live.cue',
    'td.set.saved',
    'live.locator.passed/Drop',
    'live.locator.passed',
  ])
    wait(topic)
  expect(opened.map(({ trigger }) => trigger.settings)).toMatchObject([
    { app: 'live', happening: 'locator.passed', name: null },
  ])
  await opened[0]?.hear({ key: '1', at: 0, words: '', data: { name: 'Drop', data: { beats: 4 } } })
  expect(told).toEqual(['live.locator.passed', 'live.locator.passed/Drop'])
  await stop()
  expect(closed).toBe(1)

  db.run(`INSERT INTO steps (run_id, node_id, status, attempt, topic)
    VALUES ('run_2', 'a', 'waiting', 1, 'blender.render.finished')`)
  onTestFinished(start())
  expect(opened.at(-1)?.trigger.settings).toMatchObject({ app: 'blender', happening: 'render.finished' })
})
