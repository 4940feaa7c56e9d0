import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apps, failureOf, td } from '@segue/protocol'
import { standInVersions } from '@segue/standins/versions'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHub, type Hub } from './hub.ts'

let home: string
let hub: Hub
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'segue hub ü '))
  hub = await createHub({
    home,
    logger: pino({ level: 'silent' }),
    runnerVersion: '0',
    blender: '/nowhere/blender',
    port: null,
  })
})
afterEach(async () => {
  await hub.close()
  rmSync(home, { recursive: true, force: true })
})
const standIn = `standin:td@${standInVersions.td}`

test('without an application its stand-in serves, and the reason is told', async () => {
  const provider = `standin:blender@${standInVersions.blender}`
  expect(await hub.provider('blender')).toEqual({ provider, standIn: true })
  expect(hub.states()).toContainEqual({
    app: 'blender',
    title: 'Blender',
    provider,
    state: 'standIn',
    detail: 'There is no Blender at /nowhere/blender.',
  })
})

test('tells the state of every application, also of those without a stand-in', () => {
  expect(hub.states().map(({ app }) => app)).toEqual(Object.keys(apps))
  expect(hub.states()).toContainEqual({
    app: 'obs',
    title: 'OBS',
    provider: 'obs',
    state: 'absent',
    detail: '',
  })
})

test('a stand-in runs in a process of its own and answers through the hub', async () => {
  const bridge = await hub.use('td', standIn)
  expect(bridge).toMatchObject({ provider: standIn, standIn: true })
  expect(await bridge.call(td.info, {})).toMatchObject({ standIn: true })
  const children = JSON.parse(readFileSync(join(home, 'children.json'), 'utf8'))
  expect(children).toMatchObject([{ app: 'td', piped: true }])
  expect(children[0].pid).not.toBe(process.pid)
})

test('a run that is bound to what is gone fails by name', async () => {
  const failure = await hub.use('blender', 'blender@3.4.1').then(() => null, failureOf)
  expect(failure).toMatchObject({ code: 'bridge.not_available', kind: 'environment' })
  expect(failure?.message).toContain('blender@3.4.1')
})

test('a run that wants the real one waits for it by name', async () => {
  const failure = await hub.use('td', 'td').then(() => null, failureOf)
  expect(failure).toMatchObject({ code: 'bridge.not_available', message: 'TouchDesigner is not here.' })
})

test('arguments that do not fit are refused before anything starts', async () => {
  const bridge = await hub.use('td', standIn)
  const wrong = await bridge
    .call(td.createOperator, { parent: 'no handle' } as never)
    .then(() => null, failureOf)
  expect(wrong).toMatchObject({ code: 'bridge.invalid_args' })
  expect(hub.connection('td').bridge).toBeNull()
})

test('a rehearsal goes through the hub and gives words in place of a result', async () => {
  const bridge = await hub.use('td', standIn)
  expect(await bridge.call(td.info, {}, { dryRun: true })).toEqual({
    dryRun: true,
    warnings: [expect.stringContaining(td.info.title)],
  })
})

test('a person connects a stand-in, sees what it can do and did, and disconnects it', async () => {
  let changes = 0
  const stop = hub.onChange(() => changes++)
  const { bridge, capabilities } = await hub.connect('td')
  expect(bridge?.name).toContain('TouchDesigner')
  expect(capabilities.map(({ command }) => command)).toContain('app.info')
  await (await hub.use('td')).call(td.info, {})
  expect(hub.connection('td').calls).toMatchObject([{ command: 'app.info', outcome: 'ok', effects: 'read' }])
  await hub.disconnect('td')
  expect(hub.connection('td').bridge).toBeNull()
  expect(changes).toBeGreaterThan(0)
  stop()
  const before = changes
  await hub.connect('td')
  expect(changes).toBe(before)
})

test.skipIf(process.platform === 'win32')('the bridge key is readable by its owner only', async () => {
  const bridge = await hub.use('td')
  await bridge.call(td.info, {})
  expect(statSync(join(home, 'secret', 'bridge-td.key')).mode & 0o777).toBe(0o600)
})
