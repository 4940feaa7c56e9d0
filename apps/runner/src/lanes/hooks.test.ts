import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFeed } from '../host/feed.ts'
import type { Job } from '../host/hostTypes.ts'
import { createHooks, type HookOptions } from './hooks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('R25 of ten thousand reports in a second a watcher hears at most twenty per node, and the newest of each', () => {
  const feed = createFeed('test')
  const facts = () => ({ providers: {}, outFolder: '/', compiled: { plan: { nodes: [] } } })
  // Only what progress needs of a runner.
  const options = { feed, artifacts: {}, host: { runs: { facts } } } as unknown as HookOptions
  const { signal } = new AbortController()
  const hooksOf = (nodeId: string) =>
    createHooks(options, { runId: 'run_1', nodeId } as Job, { stop: signal, end: signal })
  const heard: [nodeId: string, message: string][] = []
  feed.listen(({ change }) => {
    if (change.type === 'progress') heard.push([change.progress.nodeId, change.progress.message])
  })
  const nodes = ['a', 'b'].map((nodeId) => ({ nodeId, hooks: hooksOf(nodeId) }))
  for (let i = 0; i < 10_000; i++) {
    for (const { hooks } of nodes) hooks.progress(i / 10_000, `${i}`)
    if (i % 10 === 9) vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1000)
  for (const { nodeId } of nodes) {
    const messages = heard.filter(([of]) => of === nodeId).map(([, message]) => Number(message))
    expect(messages.length).toBeLessThanOrEqual(20)
    expect(messages.length).toBeGreaterThan(2)
    expect(messages).toEqual([...messages].sort((a, b) => a - b))
    expect(messages.at(-1)).toBe(9999)
  }
})
