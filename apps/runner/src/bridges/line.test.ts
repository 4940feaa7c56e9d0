import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterEach, expect, test } from 'vitest'
import type { CallOptions } from './hubBridge.ts'
import { openTestLine, type TestLine, testCommand } from './testLine.ts'

let open: TestLine | undefined
const opened = async (...args: Parameters<typeof openTestLine>) => {
  open = await openTestLine(...args)
  return open
}
afterEach(async () => open?.close())

const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)
/** The value of one call. */
const ask = async (command: string, args: object = {}, options: CallOptions = {}) =>
  (await open?.line.call(testCommand(command), args, options))?.value
const steps = (dir: string, number: number) => ({ dir, steps: number, stepMs: 10 })

test('the application starts with the first call and goes busy and idle', async () => {
  const { line, changes, folder } = await opened('standIn')
  expect(line.state()).toBeNull()
  expect(await ask('test.count')).toEqual({ count: 1 })
  await expect.poll(() => changes().at(-1)).toBe('idle')
  // what is over within one turn makes nobody busy
  await ask('test.slow', steps(folder, 5))
  await expect.poll(() => changes().slice(-4)).toEqual(['busy', 'idle', 'busy', 'idle'])
})

test('a call that wants it only while it is here starts nothing', async () => {
  const { line } = await opened('standIn')
  expect(await failed(ask('test.count', {}, { ifHere: true }))).toMatchObject({
    code: 'bridge.not_available',
  })
  expect(line.state()).toBeNull()
  await ask('test.count')
  expect(await ask('test.count', {}, { ifHere: true })).toEqual({ count: 2 })
})

test('calls of higher priority go first', async () => {
  const { folder } = await opened('standIn')
  const order: number[] = []
  const first = ask('test.slow', steps(folder, 1))
  const calls = Array.from({ length: 12 }, (_, priority) =>
    ask('test.count', {}, { priority }).then(() => void order.push(priority)),
  )
  await Promise.all([first, ...calls])
  expect(order).toEqual([...order].sort((a, b) => b - a))
})

test('R17 an application that dies in the middle of a call fails it as transient and serves the next one', async () => {
  const { folder, children } = await opened('standIn')
  const dying = ask('test.slow', steps(folder, 1000), { onProgress: () => children[0]?.kill() })
  expect(await failed(dying)).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  expect(await ask('test.count')).toEqual({ count: 1 })
  expect(children).toHaveLength(2)
})

test('R28 a call goes on over a lost connection, and every fact is told once', async () => {
  const { folder, streams } = await opened('python')
  const facts: unknown[] = []
  const call = ask('test.slow', steps(folder, 120), {
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
  const { folder } = await opened('python')
  const abort = new AbortController()
  const options = { signal: abort.signal, onProgress: () => abort.abort() }
  expect(await failed(ask('test.slow', steps(folder, 1000), options))).toMatchObject({
    code: 'bridge.cancelled',
    kind: 'permanent',
  })
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a call that was aborted before it could be sent never runs', async () => {
  await opened('standIn')
  expect(await failed(ask('test.count', {}, { signal: AbortSignal.abort() }))).toMatchObject({
    code: 'bridge.cancelled',
  })
  expect(await ask('test.count')).toEqual({ count: 1 })
})

test('R18 an application that does not stop when asked is ended', async () => {
  const { folder, children } = await opened('python', { cancelMs: 100 })
  const abort = new AbortController()
  const args = { dir: folder, steps: 1, stepMs: 60_000 }
  const call = failed(ask('test.slow', args, { signal: abort.signal }))
  await expect.poll(() => readdirSync(folder), { timeout: 10_000 }).toContain('step_000.part')
  abort.abort()
  expect(await call).toMatchObject({ code: 'bridge.cancelled' })
  expect(await children[0]?.exited).toBe('SIGKILL')
})

test.skipIf(process.platform === 'win32')(
  'R18 a frozen application turns unresponsive, then is ended',
  async () => {
    const { line, children, changes } = await opened('python', {
      heartbeatMs: 40,
      unresponsiveMs: 120,
      deadMs: 400,
    })
    await ask('test.count')
    const call = failed(ask('test.stall', { ms: 60_000 }))
    process.kill(children[0]?.pid ?? 0, 'SIGSTOP')
    expect(await call).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
    expect(changes()).toContain('unresponsive')
    expect(line.state()).toMatchObject({ state: 'disconnected' })
  },
)

test('R19 a stalled main thread is busy, not dead', async () => {
  const { children, changes } = await opened('python', { heartbeatMs: 40, unresponsiveMs: 400, deadMs: 900 })
  expect(await ask('test.stall', { ms: 1500 })).toEqual({ ms: 1500 })
  expect(changes()).not.toContain('unresponsive')
  expect(children).toHaveLength(1)
})

test('a child is on record while it lives', async () => {
  const { line, folder, children } = await opened('standIn')
  await ask('test.count')
  const recorded = () => JSON.parse(readFileSync(join(folder, 'children.json'), 'utf8'))
  expect(recorded()).toMatchObject([{ app: 'blender', pid: children[0]?.pid, piped: true }])
  await line.close()
  expect(recorded()).toEqual([])
})

test('a rehearsal answers in words and changes nothing', async () => {
  const { line } = await opened('standIn')
  const rehearsed = await line.call(testCommand('test.count'), {}, { dryRun: true })
  expect(rehearsed).toMatchObject({ value: null, warnings: [expect.stringContaining('test.count')] })
  expect(await ask('test.count')).toEqual({ count: 1 })
})

test('R22 the same key twice runs once', async () => {
  await opened('standIn')
  const twice = [1, 2].map(() => ask('test.count', {}, { idempotencyKey: 'once' }))
  expect(await Promise.all(twice)).toEqual([{ count: 1 }, { count: 1 }])
})

test('arguments that no frame can hold are refused before they are sent', async () => {
  const { children } = await opened('standIn')
  const call = ask('test.echo', { text: 'x'.repeat(5 * 1024 * 1024) })
  expect(await failed(call)).toMatchObject({ code: 'bridge.too_large' })
  expect(children).toHaveLength(0)
})

test('a person connects it, sees it, and disconnects it; it comes back when it is wanted', async () => {
  const { line, children } = await opened('standIn')
  await line.connect()
  expect(line.peer?.app.id).toBe('blender')
  expect(line.connectedAt).toBeGreaterThan(0)
  await line.disconnect()
  expect(await children[0]?.exited).toBeTruthy()
  expect([line.peer, line.connectedAt, line.state()]).toEqual([null, null, null])
  expect(await ask('test.count')).toEqual({ count: 1 })
  expect(children).toHaveLength(2)
})

test('disconnecting fails what is under way', async () => {
  const { line, folder } = await opened('standIn')
  const { promise, resolve } = Promise.withResolvers<void>()
  const call = failed(ask('test.slow', steps(folder, 1000), { onProgress: () => resolve() }))
  await promise
  await line.disconnect()
  expect(await call).toMatchObject({ code: 'bridge.disconnected', message: 'Blender was disconnected.' })
})

test('a closed line takes no call', async () => {
  const { line } = await opened('standIn')
  await line.close()
  expect(await failed(ask('test.count'))).toMatchObject({ code: 'bridge.disconnected' })
})

test('keeps the newest calls, states and how long a round trip takes', async () => {
  const { history } = await opened('standIn')
  await ask('test.count')
  await failed(ask('test.dialog'))
  const { calls, events, latency } = history.facts()
  expect(calls.map(({ command, outcome }) => [command, outcome])).toEqual([
    ['test.dialog', 'bridge.app_busy'],
    ['test.count', 'ok'],
  ])
  expect(events.map(({ state }) => state)).toEqual(['connected', 'starting'])
  expect(latency?.p50).toBeGreaterThan(0)
})

test('long work tells nothing about how quick an application answers', async () => {
  const { history, line, folder } = await opened('standIn')
  const long = { ...testCommand('test.slow'), progress: true }
  const stop = new AbortController()
  const work = failed(line.call(long, steps(folder, 10_000), { signal: stop.signal }))
  await expect.poll(() => history.facts().doing?.title, { timeout: 20_000 }).toBe('test.slow')
  stop.abort()
  expect(await work).toMatchObject({ code: 'bridge.cancelled' })
  expect(history.facts()).toMatchObject({ latency: null, doing: null, calls: [{ command: 'test.slow' }] })
})
