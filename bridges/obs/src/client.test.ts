import { once } from 'node:events'
import { failureOf } from '@segue/protocol'
import { type SimulatedObs, type SimulatedObsOptions, startSimulatedObs } from '@segue/simulators/obs/server'
import { afterEach, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { proofOf } from './auth.ts'
import { connectObs, type ObsClient } from './client.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function simulated(options?: SimulatedObsOptions): Promise<SimulatedObs> {
  const obs = await startSimulatedObs(options)
  open.push(() => obs.close())
  return obs
}
const connect = ({ url }: { url: string }, password = '') =>
  connectObs({ url, password, signal: new AbortController().signal })
async function connected(obs: SimulatedObs, password?: string): Promise<ObsClient> {
  const met = await connect(obs, password)
  if (!('client' in met)) throw new Error(met.closing.detail)
  open.push(() => met.client.close())
  return met.client
}
const any = z.record(z.string(), z.unknown())
const failure = (promise: Promise<unknown>) => promise.then(() => null, failureOf)

test('the proof is the one of the documentation', () => {
  // The example of docs/generated/protocol.md, “Creating an authentication string”; the proof by openssl.
  const salt = 'lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI='
  const challenge = '+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY='
  expect(proofOf('supersecretpassword', { salt, challenge })).toBe(
    '1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=',
  )
})

test('is let in with the password, and without where OBS has none', async () => {
  const locked = await simulated({ password: 'Pässwort 🎛' })
  const client = await connected(locked, 'Pässwort 🎛')
  expect(await client.request('GetVersion', {}, any)).toMatchObject({ rpcVersion: 1 })
  await connected(await simulated(), 'not asked for')
})

test('a wrong password is said in words, without the password', async () => {
  const met = await connect(await simulated({ password: 'right' }), 'wrong-secret')
  expect(met).toMatchObject({ closing: { again: 'later', detail: expect.stringContaining('password') } })
  expect(JSON.stringify(met)).not.toContain('wrong-secret')
})

test('where no OBS listens, it is not open', async () => {
  const obs = await simulated()
  await obs.close()
  expect(await connect(obs)).toEqual({
    closing: { detail: 'OBS is not open, or its WebSocket server is off.', again: 'soon' },
  })
})

test('a server that is no OBS is left', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  open.push(() => server.close())
  server.on('connection', (socket) => socket.send('hello'))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('There is no port.')
  expect(await connect({ url: `ws://127.0.0.1:${bound.port}` })).toHaveProperty('closing')
})

test('an OBS that no longer answers is left', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, autoPong: false })
  await once(server, 'listening')
  open.push(() => server.close())
  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 0, d: { obsWebSocketVersion: '5', rpcVersion: 1 } }))
    socket.once('message', () => socket.send(JSON.stringify({ op: 2, d: { negotiatedRpcVersion: 1 } })))
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('There is no port.')
  const url = `ws://127.0.0.1:${bound.port}`
  const met = await connectObs({ url, password: '', signal: new AbortController().signal, beatMs: 10 })
  if (!('client' in met)) throw new Error(met.closing.detail)
  const asking = failure(met.client.request('GetVersion', {}, any))
  expect(await met.client.closed).toMatchObject({ again: 'soon' })
  expect(await asking).toMatchObject({ code: 'bridge.disconnected' })
})

test('an OBS that answers is kept, however often it is asked', async () => {
  const { url } = await simulated()
  const met = await connectObs({ url, password: '', signal: new AbortController().signal, beatMs: 1 })
  if (!('client' in met)) throw new Error(met.closing.detail)
  open.push(() => met.client.close())
  for (let n = 0; n < 100; n++)
    expect(await met.client.request('GetVersion', {}, any)).toMatchObject({ rpcVersion: 1 })
})

test('a refusal keeps the words of OBS', async () => {
  const obs = await simulated()
  const client = await connected(obs)
  expect(await failure(client.request('GetInputMute', { inputName: 'Nobody' }, any))).toMatchObject({
    code: 'obs.refused',
    message: expect.stringContaining('Nobody'),
    kind: 'input',
  })
  expect(await failure(client.request('Nonsense', {}, any))).toMatchObject({ code: 'bridge.not_available' })
  obs.world.ready = false
  expect(await failure(client.request('GetVersion', {}, any))).toMatchObject({
    code: 'bridge.app_busy',
    kind: 'transient',
  })
})

test('an answer of another shape is no answer', async () => {
  const client = await connected(await simulated())
  const wanted = z.object({ obsVersion: z.number() })
  expect(await failure(client.request('GetVersion', {}, wanted))).toMatchObject({ code: 'bridge.app_error' })
})

test('several requests go at once, and one refusal spoils no other', async () => {
  const client = await connected(await simulated())
  const [first, second, third] = await client.batch([
    { requestType: 'GetVersion' },
    { requestType: 'GetInputMute', requestData: { inputName: 'Logo' } },
    { requestType: 'GetInputMute', requestData: { inputName: 'Mic' } },
  ])
  expect(first?.requestStatus.result).toBe(true)
  expect(second?.requestStatus).toMatchObject({ result: false, code: 604 })
  expect(third?.responseData).toEqual({ inputMuted: false })
})

test('what is asked while OBS closes fails as disconnected', async () => {
  const obs = await simulated()
  obs.ignore.add('GetVersion')
  const client = await connected(obs)
  const asking = failure(client.request('GetVersion', {}, any))
  await expect.poll(() => obs.asked).toContain('GetVersion')
  obs.drop(1001)
  expect(await asking).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  expect(await client.closed).toMatchObject({ again: 'soon' })
  expect(await failure(client.request('GetVersion', {}, any))).toMatchObject({ code: 'bridge.disconnected' })
})

test('a client that OBS throws out does not come back', async () => {
  const obs = await simulated()
  const client = await connected(obs)
  obs.drop(4011)
  expect(await client.closed).toMatchObject({ again: 'never' })
})

test('a request that is cancelled ends at once', async () => {
  const obs = await simulated()
  obs.ignore.add('GetVersion')
  const client = await connected(obs)
  const abort = new AbortController()
  const asking = client.request('GetVersion', {}, any, abort.signal)
  abort.abort(new Error('cancelled'))
  await expect(asking).rejects.toThrow('cancelled')
})

test('hears a flood of events, all in order, and still gets its answers', async () => {
  const obs = await simulated()
  const client = await connected(obs)
  const heard: unknown[] = []
  client.listen((event, { sceneName }) => {
    if (event === 'CurrentProgramSceneChanged') heard.push(sceneName)
  })
  for (let n = 0; n < 10_000; n++) obs.emit('CurrentProgramSceneChanged', 4, { sceneName: String(n) })
  expect(await client.request('GetVersion', {}, any)).toMatchObject({ rpcVersion: 1 })
  expect(heard.length).toBe(10_000)
  expect(heard.at(-1)).toBe('9999')
})
