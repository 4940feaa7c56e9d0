import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { type Bridge, handle } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { td } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import { freePort } from '../services/testing/freePort.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { type OpenDoors, openDoors } from './openDoors.ts'

let port: number
let runner: TestRunner
let doors: OpenDoors
let sockets: WebSocket[]
beforeEach(async () => {
  port = await freePort()
  runner = await openTestRunner()
  const log = { warn: () => {}, error: () => {} }
  doors = await openDoors(runner, { home: runner.home, port, webFolder: '/nowhere', log })
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.terminate()
  await doors.close()
  await runner[Symbol.asyncDispose]()
})

const bridge: Bridge = {
  app: 'td',
  name: 'Dialled',
  version: '2025.31310',
  standIn: false,
  handlers: [handle(td.info, async () => ({ version: '2025.31310', standIn: false }))],
}

function dial(options: { origin?: string; host?: string } = {}): WebSocket {
  const { host, ...rest } = options
  const headers = host === undefined ? {} : { host }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { ...rest, headers })
  sockets.push(socket)
  return socket
}
const refusedWith = (socket: WebSocket) =>
  new Promise((resolve) => {
    socket.on('error', () => {})
    socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode))
    socket.once('open', () => resolve('open'))
  })
const stateOf = () => runner.hub.states().find(({ app }) => app === 'td')?.state

/** The link writes a line per frame; a WebSocket carries a frame per message. */
function lines(socket: WebSocket): Duplex {
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      socket.send(chunk.toString().trimEnd(), done)
    },
    destroy(error, done) {
      socket.terminate()
      done(error)
    },
  })
  socket.on('message', (bytes) => stream.push(`${bytes}\n`))
  socket.on('close', () => stream.destroy())
  return stream
}
async function serve(socket: WebSocket, key: Uint8Array): Promise<void> {
  await once(socket, 'open')
  await serveBridge(bridge, { stream: lines(socket), key })
}

test('an application with the key comes in, without a token', async () => {
  void serve(dial(), bridgeKey(runner.home.root, 'td'))
  await expect.poll(stateOf).toBe('idle')
  expect(await (await runner.hub.use('td')).call(td.info, {})).toMatchObject({ version: '2025.31310' })
})

test('one without the key is told nothing and stays outside', async () => {
  await serve(dial(), Buffer.alloc(32, 1))
  expect(stateOf()).toBe('standIn')
})

test('a stranger that says anything else is cut off without a word', async () => {
  const socket = dial()
  const heard: string[] = []
  socket.on('message', (bytes) => heard.push(String(bytes)))
  socket.once('open', () => socket.send('{"t":"request"}'))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(heard).toEqual([])
})

test('pages are refused, foreign ones and our own', async () => {
  expect(await refusedWith(dial({ origin: 'http://evil.test' }))).toBe(403)
  expect(await refusedWith(dial({ origin: `http://127.0.0.1:${port}` }))).toBe(403)
})

test('a name that was rebound to this machine is refused', async () => {
  expect(await refusedWith(dial({ host: 'evil.test' }))).toBe(421)
})
