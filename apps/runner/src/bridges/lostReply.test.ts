import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openTestLine, type TestLine, testCommand } from './testLine.ts'

let open: TestLine | undefined
afterEach(async () => open?.close())

test('a reply that is lost with its connection comes again, and the effect stays one', async () => {
  open = await openTestLine('python')
  const { line, folder, streams, children } = open
  const call = (command: string, args = {}) => line.call(testCommand(command), args, {})
  expect((await call('test.count')).value).toEqual({ count: 1 })
  const counted = call('test.count')
  const written = call('test.slow', { dir: folder, steps: 1, stepMs: 1 })
  // what the application answers from here on, nobody reads
  streams[0]?.pause()
  await expect.poll(() => existsSync(join(folder, 'step_000')), { timeout: 10_000 }).toBe(true)
  streams[0]?.destroy()
  expect((await counted).value).toEqual({ count: 2 })
  expect((await written).value).toEqual({ steps: 1 })
  expect((await call('test.count')).value).toEqual({ count: 3 })
  expect([streams.length, children.length]).toEqual([2, 1])
})
