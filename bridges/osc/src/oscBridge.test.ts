import { testContext } from '@segue/bridge/testing'
import { AppDocument, documentTopic, failureOf, OscHeard, osc, oscTopic } from '@segue/protocol'
import { afterEach, expect, test } from 'vitest'
import { decodeOsc } from './decode.ts'
import { type Ear, openEar } from './ear.ts'
import { encodeOsc } from './encode.ts'
import { oscBridge } from './oscBridge.ts'
import { messagesOf } from './packet.ts'
import { OscSettings } from './settings.ts'
import { freeUdpPort, openInbox } from './testing.ts'
import { openUdp, sendDatagram } from './udp.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A bridge that listens on one free port, and what it logged. */
async function listening(more: object = {}) {
  const port = await freeUdpPort()
  const logged: string[] = []
  const [settings] = OscSettings.parse({ listen: [{ port, ...more }] }).listen
  if (settings === undefined) throw new Error('There are no settings.')
  const ear: Ear = openEar(settings, (text) => logged.push(text))
  open.push(ear.close)
  await ear.ready
  return { port, ear, logged, bridge: oscBridge([ear]) }
}
const call = (bridge: ReturnType<typeof oscBridge>, command: string, args: object, signal?: AbortSignal) => {
  const handler = bridge.handlers.find(({ spec }) => spec.command === command)
  if (handler === undefined) throw new Error(`There is no ${command}.`)
  return handler.run(handler.spec.args.parse(args), testContext(signal ? { signal } : {})) as Promise<unknown>
}
const send = (port: number, address: string, value = 0) =>
  sendDatagram(encodeOsc({ address, values: [{ type: 'int', value }] }), '127.0.0.1', port)
function hear(bridge: ReturnType<typeof oscBridge>, topic: string): unknown[] {
  const told: unknown[] = []
  const stop = bridge.topics?.find((one) => one.topic === topic)?.start((data) => told.push(data))
  open.push(() => stop?.())
  return told
}

test('sends plain and typed values', async () => {
  const inbox = await openInbox()
  open.push(inbox.close)
  const values = [1, 0.5, 'go', true, { type: 'float', value: 2 }]
  const args = { port: inbox.port, address: '/composition/layers/1/video/opacity', values }
  expect(await call(oscBridge([]), osc.sendMessage.command, args)).toMatchObject({ types: ',ifsTf' })
  expect(messagesOf(decodeOsc(await inbox.next()))).toMatchObject([
    {
      address: '/composition/layers/1/video/opacity',
      values: [{ value: 1 }, { value: 0.5 }, {}, {}, { value: 2 }],
    },
  ])
})

test('a computer that nobody knows is named', async () => {
  const args = { host: 'nowhere.invalid', port: 9000, address: '/a' }
  const failed = await call(oscBridge([]), osc.sendMessage.command, args).then(() => null, failureOf)
  expect(failed).toMatchObject({
    code: 'bridge.app_error',
    message: expect.stringContaining('nowhere.invalid'),
  })
})

test('tells what comes in, in order, and from whom', async () => {
  const { port, bridge } = await listening()
  const told = hear(bridge, oscTopic(port))
  for (let n = 0; n < 20; n++) await send(port, '/press', n)
  await expect.poll(() => told.length).toBe(20)
  expect(told.map((one) => OscHeard.parse(one).values)).toEqual(Array.from({ length: 20 }, (_, n) => [n]))
  expect(OscHeard.parse(told[0])).toMatchObject({ address: '/press', types: ',i', from: '127.0.0.1' })
})

test('waits for the message that fits, among others', async () => {
  const { port, bridge, ear } = await listening()
  const waiting = call(bridge, osc.awaitMessage.command, { port, address: '/go/{now,later}' })
  const heard: string[] = []
  ear.listen(({ address }) => heard.push(address))
  for (const address of ['/go', '/go/never', '/go/later']) await send(port, address)
  expect(await waiting).toMatchObject({ address: '/go/later' })
  expect(heard).toEqual(['/go', '/go/never', '/go/later'])
})

test('stops waiting at the end of its time, and when it is cancelled', async () => {
  const { port, bridge } = await listening()
  const args = { port, address: '/a', timeoutMs: 1 }
  const late = await call(bridge, osc.awaitMessage.command, args).then(() => null, failureOf)
  expect(late).toMatchObject({ code: 'bridge.timeout', kind: 'transient' })
  const abort = new AbortController()
  const waiting = call(bridge, osc.awaitMessage.command, { port, address: '/a' }, abort.signal)
  abort.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
})

test('a port that the settings do not open says how to open it', async () => {
  const failed = await call(oscBridge([]), osc.awaitMessage.command, { port: 9000, address: '/a' }).then(
    () => null,
    failureOf,
  )
  expect(failed).toMatchObject({
    code: 'bridge.not_available',
    hint: expect.stringContaining('"port": 9000'),
  })
})

test('R26 what is not OSC is passed over and told once', async () => {
  const { port, bridge, logged } = await listening()
  const told = hear(bridge, oscTopic(port))
  for (let n = 0; n < 3; n++) await sendDatagram(Buffer.from('GET / HTTP/1.1'), '127.0.0.1', port)
  await send(port, '/after')
  await expect.poll(() => told.length).toBe(1)
  expect(logged).toHaveLength(1)
})

test('R26 after a flood with odd packets in it, what comes next is heard', async () => {
  const { port, bridge } = await listening()
  const told = hear(bridge, oscTopic(port))
  const odd = [
    Buffer.alloc(0),
    Buffer.alloc(60_000, '/'),
    Buffer.from('#bundle\0'),
    Buffer.from('/a\0\0,zz\0'),
  ]
  for (let n = 0; n < 5000; n += 50) {
    const packets = Array.from({ length: 50 }, (_, i) => send(port, `/fader/${i % 8}`, n + i))
    await Promise.all([
      ...packets,
      sendDatagram(odd[(n / 50) % odd.length] ?? Buffer.alloc(1), '127.0.0.1', port),
    ])
  }
  // Some of a flood is lost on its way, so this is said until it is heard.
  await expect
    .poll(async () => {
      await send(port, '/after')
      return told.map((one) => OscHeard.parse(one).address)
    })
    .toContain('/after')
})

test('strangers are not heard where friends are named', async () => {
  const { port, bridge, logged } = await listening({ from: ['10.1.2.0/24'] })
  const told = hear(bridge, oscTopic(port))
  await send(port, '/a')
  await expect.poll(() => logged).toMatchObject([expect.stringContaining('127.0.0.1 may not send')])
  expect(told).toEqual([])
})

test('a port that another program has is told, and taken when it is free', async () => {
  const other = await openUdp({ host: '127.0.0.1', port: 0, receive() {}, onBroken() {} })
  const [settings] = OscSettings.parse({ listen: [{ port: other.port }] }).listen
  if (settings === undefined) throw new Error('There are no settings.')
  const ear = openEar(settings, () => {})
  open.push(ear.close)
  await ear.ready
  const bridge = oscBridge([ear])
  const documents = hear(bridge, documentTopic)
  expect(AppDocument.parse(documents[0]).facts).toEqual({
    Trouble: expect.stringContaining(`OSC port ${other.port}`),
  })
  const args = { port: other.port, address: '/a' }
  expect(await call(bridge, osc.awaitMessage.command, args).then(() => null, failureOf)).toMatchObject({
    code: 'bridge.not_available',
  })
  await other.close()
  await expect.poll(() => ear.trouble(), { timeout: 15_000 }).toBeNull()
  expect(AppDocument.parse(documents.at(-1)).facts).toEqual({ Listens: String(other.port) })
})

test('settings open nothing to others by mistake', () => {
  const listen = (one: object) => OscSettings.safeParse({ listen: [one] }).success
  expect(listen({ port: 9000 })).toBe(true)
  expect(listen({ port: 9000, host: '0.0.0.0' })).toBe(false)
  expect(listen({ port: 9000, host: '0.0.0.0', from: ['192.168.1.0/24'] })).toBe(true)
  expect(listen({ port: 80 })).toBe(false)
  expect(OscSettings.safeParse({ listen: [{ port: 9000 }, { port: 9000 }] }).success).toBe(false)
  expect(OscSettings.parse({})).toEqual({ listen: [] })
})
