import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineCommand, failureOf } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import { freePort } from '../services/testing/freePort.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { type OpenDoors, openDoors } from './openDoors.ts'

const program = fileURLToPath(new URL('../../../../bridges/core/tests/blob_bridge.py', import.meta.url))
const make = defineCommand({
  app: 'td',
  command: 'file.make',
  title: 'Make a file',
  description: 'For this test.',
  args: z.strictObject({
    path: z.string(),
    text: z.string(),
    wanted: z.string().optional(),
    spoil: z.boolean().optional(),
  }),
  result: z.object({}),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

let port: number
let runner: TestRunner
let doors: OpenDoors
let far: ChildProcess
let folder: string
beforeEach(async () => {
  port = await freePort()
  runner = await openTestRunner()
  const log = { warn: () => {}, error: () => {} }
  doors = await openDoors(runner, { home: runner.home, port, webFolder: '/nowhere', log })
  folder = join(runner.home.work, 'step ü')
  mkdirSync(folder)
  const key = bridgeKey(runner.home.root, 'td').toString('hex')
  far = spawn('python3', [program], {
    env: { ...process.env, SEGUE_BRIDGE: `ws:127.0.0.1:${port}/bridge`, SEGUE_BRIDGE_KEY: key },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await expect.poll(() => runner.hub.connection('td').bridge?.name, { timeout: 20_000 }).toBe('far away')
})
afterEach(async () => {
  const ended = once(far, 'exit')
  far.kill('SIGKILL')
  await ended
  await doors.close()
  await runner[Symbol.asyncDispose]()
})

const ask = async (args: z.input<typeof make.args>) => (await runner.hub.use('td')).call(make, args)
const left = () => readdirSync(join(runner.home.run, 'blobs'))

test('a bridge without our disk uploads what it made; it lies where the runner wanted it', async () => {
  const [path, text] = [join(folder, 'made.txt'), 'Grüße von weit her '.repeat(100_000)]
  await ask({ path, text })
  expect(readFileSync(path, 'utf8')).toBe(text)
  expect(left()).toEqual([])
})

test('a file that is not what the result says fails by name, and is not there', async () => {
  const path = join(folder, 'made.txt')
  const refused = await ask({ path, text: 'short', spoil: true }).then(() => null, failureOf)
  expect(refused).toMatchObject({ code: 'blob.damaged', message: expect.stringContaining('made.txt') })
  expect(existsSync(path)).toBe(false)
})

test('nothing is put where nobody asked for it', async () => {
  const wanted = join(runner.home.root, 'config.json')
  const refused = await ask({ path: join(folder, 'a.txt'), text: '{}', wanted }).then(() => null, failureOf)
  expect(refused).toMatchObject({ code: 'blob.outside' })
  expect(existsSync(wanted)).toBe(false)
})

/** Uploads by hand; the status of the answer. */
async function post(more: Record<string, string>, body = 'hello', key = bridgeKey(runner.home.root, 'td')) {
  const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824' // of "hello"
  const session = runner.hub.connection('td').bridge?.session ?? ''
  const proof = createHmac('sha256', key).update(`blob:${session}:${sha256}:5`).digest('hex')
  const heads = {
    'x-segue-app': 'td',
    'x-segue-session': session,
    'x-segue-sha256': sha256,
    'x-segue-proof': proof,
    'content-length': '5',
  }
  const asked = request({
    ...{ port, host: '127.0.0.1', path: '/bridge/blob', method: 'POST' },
    headers: { ...heads, ...more },
  })
  asked.on('error', () => {})
  asked.end(body)
  const [answer] = await once(asked, 'response')
  answer.resume()
  return answer.statusCode
}

test.each([
  ['the bytes that it proved', {}, 200],
  ['another session', { 'x-segue-session': 'another' }, 403],
  ['another application', { 'x-segue-app': 'live' }, 403],
  ['more bytes than it proved', { 'content-length': '6' }, 403],
  ['a page of a browser', { origin: 'http://evil.test' }, 403],
  ['a hash that is none', { 'x-segue-sha256': 'x' }, 403],
])('the door and %s', async (_, more, status) => {
  expect(await post(more, 'content-length' in more ? 'hello!' : 'hello')).toBe(status)
})

test('a wrong key, and other bytes than were proved, leave nothing', async () => {
  expect(await post({}, 'hello', Buffer.alloc(32, 1))).toBe(403)
  expect(await post({}, 'jello')).toBe(400)
  expect(left()).toEqual([])
})
