import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type SimulatedObs, startSimulatedObs } from './server.ts'

let obs: SimulatedObs
let sockets: WebSocket[]
beforeEach(async () => {
  obs = await startSimulatedObs({ password: 'open sesame' })
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.terminate()
  await obs.close()
})

/** Connects by hand, says this and that, and tells how the server ended it. */
function say(...messages: string[]): Promise<number> {
  const socket = new WebSocket(obs.url)
  sockets.push(socket)
  socket.once('message', () => messages.forEach((message) => void socket.send(message)))
  return new Promise((resolve) => socket.once('close', resolve))
}
const message = (op: number, d: object = {}) => JSON.stringify({ op, d })
const request = message(6, { requestType: 'GetVersion', requestId: '1' })

test('ends a client that breaks the protocol, each with its own code', async () => {
  expect(await say('{')).toBe(4002)
  expect(await say(request)).toBe(4007)
  expect(await say(message(1, { rpcVersion: 'one' }))).toBe(4004)
  expect(await say(message(1, { rpcVersion: 9 }))).toBe(4010)
  expect(await say(message(1, { rpcVersion: 1 }))).toBe(4009)
  expect(await say(message(1, { rpcVersion: 1, authentication: 'wrong' }))).toBe(4009)
})

test('ends an identified client that breaks the protocol', async () => {
  await obs.close()
  obs = await startSimulatedObs()
  const identify = message(1, { rpcVersion: 1 })
  expect(await say(identify, identify)).toBe(4008)
  expect(await say(identify, message(6, { requestType: 'GetVersion' }))).toBe(4003)
  expect(await say(identify, message(8, { requests: [] }))).toBe(4003)
  expect(await say(identify, message(42))).toBe(4006)
})

test('proves and answers as the documentation says', async () => {
  await obs.close()
  obs = await startSimulatedObs()
  const socket = new WebSocket(obs.url)
  sockets.push(socket)
  const heard: { op: number; d: Record<string, unknown> }[] = []
  socket.on('message', (bytes) => heard.push(JSON.parse(String(bytes))))
  await expect.poll(() => heard).toMatchObject([{ op: 0, d: { rpcVersion: 1 } }])
  socket.send(message(1, { rpcVersion: 1, eventSubscriptions: 4 }))
  socket.send(request)
  await expect
    .poll(() => heard.slice(1))
    .toMatchObject([
      { op: 2, d: { negotiatedRpcVersion: 1 } },
      { op: 7, d: { requestId: '1', requestStatus: { result: true, code: 100 } } },
    ])
  obs.emit('RecordStateChanged', 64)
  obs.emit('CurrentProgramSceneChanged', 4, { sceneName: 'A' })
  await expect.poll(() => heard.slice(3)).toMatchObject([{ op: 5, d: { eventData: { sceneName: 'A' } } }])
})

test('a batch goes on after a refusal, or halts there', async () => {
  await obs.close()
  obs = await startSimulatedObs()
  const socket = new WebSocket(obs.url)
  sockets.push(socket)
  const heard: { op: number; d: { results?: object[] } }[] = []
  socket.on('message', (bytes) => heard.push(JSON.parse(String(bytes))))
  await expect.poll(() => heard.length).toBe(1)
  socket.send(message(1, { rpcVersion: 1 }))
  const requests = [{ requestType: 'Nonsense' }, { requestType: 'GetVersion' }]
  for (const haltOnFailure of [false, true])
    socket.send(message(8, { requestId: String(haltOnFailure), requests, haltOnFailure }))
  await expect
    .poll(() => heard.filter(({ op }) => op === 9).map(({ d }) => d.results?.length))
    .toEqual([2, 1])
})
