import { FailureError } from '@segue/protocol'
import { expect, test } from 'vitest'
import { failureOf } from '../host/graphs.ts'
import { createTraces } from './traces.ts'

const failing = (kind: 'environment' | 'transient', code: string) =>
  Promise.reject(new FailureError({ ...failureOf(kind), code }))

test('a command leaves traces as soon as it is sent, and keeps them when it goes well', async () => {
  const traces = createTraces()
  expect(traces.any).toBe(false)
  const end = Promise.withResolvers<number>()
  const call = traces.around(() => end.promise)
  expect(traces.any).toBe(true)
  end.resolve(1)
  expect([await call, traces.any]).toEqual([1, true])
})

test('what the application refused left none', async () => {
  const traces = createTraces()
  await expect(traces.around(() => failing('environment', 'bridge.not_available'))).rejects.toThrow()
  expect(traces.any).toBe(false)
})

test('anything else may have: a lost connection, or a full disk while it told how far it is', async () => {
  for (const [kind, code] of [
    ['transient', 'bridge.disconnected'],
    ['environment', 'store.full'],
  ] as const) {
    const traces = createTraces()
    await expect(traces.around(() => failing(kind, code))).rejects.toThrow()
    expect(traces.any).toBe(true)
  }
})
