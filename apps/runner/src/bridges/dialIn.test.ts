import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bridge, handle } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { type AppDocument, documentTopic, failureOf, td } from '@segue/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bridgeKey } from './bridgeKey.ts'
import { pipePath } from './door.ts'
import { createHub, type Hub } from './hub.ts'

let home: string
let hub: Hub
let sockets: Socket[]
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue-dial-'))
  hub = await createHub({
    home,
    logger: pino({ level: 'silent' }),
    runnerVersion: '0',
    blender: 'off',
    port: null,
  })
  await hub.start()
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await hub.close()
  rmSync(home, { recursive: true, force: true })
})

const document: AppDocument = {
  name: 'show.toe',
  path: '/shows/show.toe',
  unsaved: true,
  playing: true,
  tempo: 120,
  meter: null,
  beats: null,
  sec: 1.5,
  frame: 90,
  fps: 60,
  facts: { Operators: 12 },
}

/** A TouchDesigner that dials in; its commands and what became of it. */
function dial(more: Partial<Bridge> = {}, key = bridgeKey(home, 'td')) {
  const stream = connect(process.platform === 'win32' ? pipePath(home) : join(home, 'run', 'bridge.sock'))
  sockets.push(stream)
  const heard: string[] = []
  stream.on('data', (chunk: Buffer) => heard.push(...chunk.toString().split('\n').filter(Boolean)))
  const bridge: Bridge = {
    app: 'td',
    name: 'Dialled',
    version: '2025.31310',
    standIn: false,
    handlers: [handle(td.info, async () => ({ version: '2025.31310', standIn: false }))],
    topics: [
      {
        topic: documentTopic,
        title: 'The open project',
        start(publish) {
          publish(document, 'document')
          return () => {}
        },
      },
    ],
    ...more,
  }
  return { ended: serveBridge(bridge, { stream, key }), stream, heard }
}
const stateOf = () => hub.states().find(({ app }) => app === 'td')?.state
const connected = () => expect.poll(stateOf).toBe('idle')

test('an application that dials in takes the place of its stand-in', async () => {
  expect(stateOf()).toBe('standIn')
  dial()
  await connected()
  const bridge = await hub.use('td')
  expect(bridge).toMatchObject({ provider: 'td@2025.31310', standIn: false })
  expect(await bridge.call(td.info, {})).toMatchObject({ version: '2025.31310' })
})

test('tells what it has open, and nothing once it is gone', async () => {
  const { stream } = dial()
  await expect.poll(() => hub.connection('td').document).toEqual(document)
  await hub.disconnect('td')
  expect(hub.connection('td').document).toBeNull()
  stream.destroy()
})

test('one without the key is refused and told so', async () => {
  const { ended } = dial({}, Buffer.alloc(32, 1))
  await ended
  expect(stateOf()).toBe('standIn')
})

test('a stand-in does not come in by this door', async () => {
  const { ended, heard } = dial({ standIn: true })
  await ended
  expect(JSON.parse(heard.at(-1) ?? '{}')).toMatchObject({ t: 'reject', code: 'not_available' })
})

test('a second one of the same application is told that one is here', async () => {
  dial()
  await connected()
  const { ended, heard } = dial()
  await ended
  expect(JSON.parse(heard.at(-1) ?? '{}')).toMatchObject({ t: 'reject', code: 'app_busy' })
  expect(stateOf()).toBe('idle')
})

test('a new session takes over after the old connection is lost, and calls under way fail as transient', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { stream } = dial({
    handlers: [
      handle(td.info, () => {
        begin()
        return new Promise(() => {})
      }),
    ],
  })
  await connected()
  const call = (await hub.use('td')).call(td.info, {}).then(() => null, failureOf)
  await begun
  stream.destroy()
  dial()
  expect(await call).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
  await connected()
})

test('who listens goes on hearing after a return', async () => {
  const heard: unknown[] = []
  hub.subscribe('td', documentTopic, ({ data }) => heard.push(data))
  const { stream } = dial()
  await expect.poll(() => heard.length).toBe(1)
  stream.destroy()
  dial()
  await expect.poll(() => heard.length).toBe(2)
})

test('one that a person disconnected is not taken, and comes back when it is wanted', async () => {
  dial()
  await connected()
  await hub.disconnect('td')
  const { ended, heard } = dial()
  await ended
  expect(heard.some((line) => line.includes('"reject"'))).toBe(false)
  expect(stateOf()).toBe('standIn')
  expect(hub.connection('td').bridge).toBeNull()
  await hub.connect('td')
  dial()
  await connected()
})
