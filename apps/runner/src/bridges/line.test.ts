import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterEach, expect, test } from 'vitest'
import { openTestLine, type TestLine, testCommand } from './testLine.ts'

let open: TestLine | undefined
const opened = async (...args: Parameters<typeof openTestLine>) => {
  open = await openTestLine(...args)
  return open
}
afterEach(async () => open?.close())

const count = testCommand('test.count')
const slow = testCommand('test.slow')
const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)
const steps = (dir: string, number: number) => ({ dir, steps: number, stepMs: 10 })

test('the application starts with the first call and goes busy and idle', async () => {
  const { line, changes } = await opened('standIn')
  expect(line.state()).toBeNull()
  expect(await line.call(count, {}, {})).toEqual({ count: 1 })
  expect(await line.call(count, {}, {})).toEqual({ count: 2 })
  expect(changes().slice(-4)).toEqual(['busy', 'idle', 'busy', 'idle'])
})

test('calls of higher priority go first', async () => {
  const { line, folder } = await opened('standIn')
  const order: number[] = []
  const first = line.call(slow, steps(folder, 1), {})
  const calls = Array.from({ length: 12 }, (_, priority) =>
    line.call(count, {}, { priority }).then(() => void order.push(priority)),
  )
  await Promise.all([first, ...calls])
  expect(order).toEqual([...order].sort((a, b) => b - a))
})

test('an application that dies in the middle of a call fails it as transient and serves the next one', async () => {
  const { line, folder, children } = await opened('standIn')
  const call = failed(line.call(slow, steps(folder, 1000), { onProgress: () => children[0]?.kill() }))
  expect(await call).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  expect(await line.call(count, {}, {})).toEqual({ count: 1 })
  expect(children).toHaveLength(2)
})

test('a call goes on over a lost connection, and every fact is told once', async () => {
  const { line, folder, streams } = await opened('python')
  const facts: unknown[] = []
  const call = line.call(slow, steps(folder, 120), {
    onProgress({ data }) {
      if (data === undefined) return
      facts.push(data)
      if (facts.length === 5) streams[0]?.destroy()
    },
  })
  expect(await call).toEqual({ steps: 120 })
  expect(streams).toHaveLength(2)
  expect(facts).toEqual(Array.from({ length: 120 }, (_, step) => ({ step })))
})

test('aborting cancels the call in the application and ends it as cancelled', async () => {
  const { line, folder } = await opened('python')
  const abort = new AbortController()
  const call = line.call(slow, steps(folder, 1000), { signal: abort.signal, onProgress: () => abort.abort() })
  expect(await failed(call)).toMatchObject({ code: 'bridge.cancelled', kind: 'permanent' })
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a call that was aborted before it could be sent never runs', async () => {
  const { line } = await opened('standIn')
  expect(await failed(line.call(count, {}, { signal: AbortSignal.abort() }))).toMatchObject({
    code: 'bridge.cancelled',
  })
  expect(await line.call(count, {}, {})).toEqual({ count: 1 })
})

test('an application that does not stop when asked is ended', async () => {
  const { line, folder, children } = await opened('python', { cancelMs: 100 })
  const abort = new AbortController()
  const args = { dir: folder, steps: 1, stepMs: 60_000 }
  const call = failed(line.call(slow, args, { signal: abort.signal }))
  await expect.poll(() => readdirSync(folder), { timeout: 10_000 }).toContain('step_000.part')
  abort.abort()
  expect(await call).toMatchObject({ code: 'bridge.cancelled' })
  expect(await children[0]?.exited).toBe('SIGKILL')
})

test.skipIf(process.platform === 'win32')(
  'a frozen application turns unresponsive, then is ended',
  async () => {
    const { line, children, changes } = await opened('python', {
      heartbeatMs: 40,
      unresponsiveMs: 120,
      deadMs: 400,
    })
    await line.call(count, {}, {})
    const call = failed(line.call(testCommand('test.stall'), { ms: 60_000 }, {}))
    process.kill(children[0]?.pid ?? 0, 'SIGSTOP')
    expect(await call).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
    expect(changes()).toContain('unresponsive')
    expect(line.state()).toMatchObject({ state: 'disconnected' })
  },
)

test('a stalled main thread is busy, not dead', async () => {
  const { line, children, changes } = await opened('python', {
    heartbeatMs: 40,
    unresponsiveMs: 150,
    deadMs: 400,
  })
  expect(await line.call(testCommand('test.stall'), { ms: 1000 }, {})).toEqual({ ms: 1000 })
  expect(changes()).not.toContain('unresponsive')
  expect(children).toHaveLength(1)
})

test('a child is on record while it lives', async () => {
  const { line, folder, children } = await opened('standIn')
  await line.call(count, {}, {})
  const recorded = () => JSON.parse(readFileSync(join(folder, 'children.json'), 'utf8'))
  expect(recorded()).toMatchObject([{ app: 'blender', pid: children[0]?.pid, piped: true }])
  await line.close()
  expect(recorded()).toEqual([])
})
