import type { RunChange } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { createFeed } from './feed.ts'

const line = (text: string): RunChange => ({
  type: 'log',
  line: { at: 0, nodeId: null, level: 'info', text },
})
const texts = (items: readonly { change: RunChange }[] | null) =>
  items?.map(({ change }) => (change.type === 'log' ? change.line.text : change.type)) ?? null

describe('the feed', () => {
  test('R28 gives a client that comes back exactly what it missed, in order', () => {
    const feed = createFeed('a')
    feed.publish('run_1', line('one'))
    const seen = feed.now('run_1')
    feed.publish('run_1', line('two'))
    feed.publish('run_2', line('other'))
    feed.publish('run_1', line('three'))
    expect(texts(feed.since('run_1', seen))).toEqual(['two', 'three'])
    expect(texts(feed.since('run_1', feed.now('run_1')))).toEqual([])
  })

  test('says so when it no longer knows what was missed: another process, an old id, an invented one', () => {
    const feed = createFeed('b')
    const start = feed.now('run_1')
    for (let i = 0; i < 3000; i++) feed.publish('run_1', line(String(i)))
    expect(feed.since('run_1', start)).toBeNull()
    expect(feed.since('run_1', 'a.5')).toBeNull()
    expect(feed.since('run_1', 'b.99999')).toBeNull()
    expect(feed.since('run_1', 'nonsense')).toBeNull()
  })

  test('never mistakes an old id for a new one, also after it has forgotten the run', () => {
    const feed = createFeed('d')
    feed.publish('run_1', line('one'))
    const old = feed.now('run_1')
    feed.publish('run_1', line('missed'))
    for (let i = 0; i < 300; i++) feed.publish(`run_other${i}`, line('x'))
    feed.publish('run_1', line('later'))
    expect(feed.since('run_1', old)).toBeNull()
  })

  test('tells listeners until they stop', () => {
    const feed = createFeed('c')
    const heard: string[] = []
    const stop = feed.listen(({ runId }) => heard.push(runId))
    feed.publish('run_1', line('x'))
    stop()
    feed.publish('run_2', line('y'))
    expect(heard).toEqual(['run_1'])
  })
})
