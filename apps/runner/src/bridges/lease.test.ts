import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bridge, handle } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { blender, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bridgeKey } from './bridgeKey.ts'
import { look } from './contract/blenderFixtures.ts'
import { pipePath } from './door.ts'
import { createHub, type Hub } from './hub.ts'
import type { LeaseRequest } from './lease.ts'

let home: string
let hub: Hub
let sockets: Socket[]
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue-lease-'))
  const logger = pino({ level: 'silent' })
  hub = await createHub({ home, logger, runnerVersion: '0', blender: 'off', port: null, workers: 2 })
  await hub.start()
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await hub.close()
  rmSync(home, { recursive: true, force: true })
})

const never = new AbortController().signal
const step: LeaseRequest = { signal: never, by: 'step' }
const byHand = ({ command }: { command: string }): LeaseRequest => ({ signal: never, by: 'person', command })
const named = (name: string) => ({ spec: { ...look, look: name } })

/** A Blender with a window, as its add-on dials in. */
async function openWindow() {
  const socket = connect(process.platform === 'win32' ? pipePath(home) : join(home, 'run', 'bridge.sock'))
  sockets.push(socket)
  const bridge: Bridge = {
    app: 'blender',
    name: 'Blender with its window',
    version: '4.1.0',
    standIn: false,
    window: true,
    handlers: [handle(blender.snapshot, async () => ({ ...snapshot, name: 'what a person has open' }))],
  }
  void serveBridge(bridge, { stream: socket, key: bridgeKey(home, 'blender') })
  await expect.poll(() => hub.connection('blender').bridge?.name).toBe('Blender with its window')
}
const snapshot = {
  ...{ name: '', objects: [], cameras: [], camera: null, frameStart: 1, frameEnd: 1 },
  ...{ fps: { num: 24, den: 1 }, width: 64, height: 36, engine: 'CYCLES', viewTransform: 'Standard' },
  ...{ missing: [], scriptsBlocked: false, motionBlur: null, simulations: [], segue: null, look: null },
}

test('two steps work at once, each with a scene of its own; a third one waits', async () => {
  const [first, second] = await Promise.all([hub.lease('blender', step), hub.lease('blender', step)])
  await Promise.all([
    first.call(blender.buildScene, named('one')),
    second.call(blender.buildScene, named('two')),
  ])
  expect(await first.call(blender.snapshot, {})).toMatchObject({ look: 'one' })
  expect(await second.call(blender.snapshot, {})).toMatchObject({ look: 'two' })
  expect(first.spare?.()).toBeNull()
  const third = hub.lease('blender', step)
  await expect.poll(() => first.awaited).toBe(true)
  second.release()
  expect(await (await third).call(blender.snapshot, {})).toMatchObject({ look: 'two' })
  expect(second.spare?.()).toBeNull()
})

test('a step gets a spare process of its own application', async () => {
  const lease = await hub.lease('blender', step)
  const spare = lease.spare?.()
  await lease.call(blender.buildScene, named('mine'))
  const empty = await spare?.call(blender.snapshot, {}).then(() => null, failureOf)
  expect(empty).toMatchObject({ message: 'No scene is open.' })
  expect(spare?.provider).toBe(lease.provider)
  spare?.release()
  lease.release()
})

test('applications that people work in are shared', async () => {
  const leases = await Promise.all([1, 2, 3].map(() => hub.lease('td', step)))
  expect(leases.map(({ spare }) => spare)).toEqual([null, null, null])
})

test('a person’s calls go to their window, what it cannot do and what steps do elsewhere', async () => {
  await openWindow()
  expect(hub.states()).toContainEqual(expect.objectContaining({ app: 'blender', state: 'idle' }))
  expect(await hub.provider('blender')).toMatchObject({ standIn: true })
  const mine = await hub.lease('blender', byHand(blender.snapshot))
  expect(mine.provider).toBe('blender@4.1.0')
  expect(await mine.call(blender.snapshot, {})).toMatchObject({ name: 'what a person has open' })
  const theirs = await hub.lease('blender', step)
  expect(theirs.standIn).toBe(true)
  await theirs.call(blender.buildScene, named('of a step'))
  expect(await theirs.call(blender.snapshot, {})).toMatchObject({ look: 'of a step' })
})

test('a run that wants the real one does not take the window for it', async () => {
  await openWindow()
  const refused = await hub.lease('blender', { ...step, provider: 'blender' }).then(() => null, failureOf)
  expect(refused).toMatchObject({ code: 'bridge.not_available', message: 'Blender is not here.' })
})
