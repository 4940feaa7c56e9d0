import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf, td } from '@segue/protocol'
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

test('without an application its stand-in serves, and the reason is told', async () => {
  expect(await hub.provider('blender')).toEqual({ provider: 'standin:blender@1', standIn: true })
  expect(hub.states()).toContainEqual({
    app: 'blender',
    title: 'Blender',
    provider: 'standin:blender@1',
    state: 'standIn',
    detail: 'There is no Blender at /nowhere/blender.',
  })
})

test('a stand-in runs in a process of its own and answers through the hub', async () => {
  const bridge = await hub.use('td', 'standin:td@1')
  expect(bridge).toMatchObject({ provider: 'standin:td@1', standIn: true })
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

test.skipIf(process.platform === 'win32')('the bridge key is readable by its owner only', async () => {
  const bridge = await hub.use('td')
  await bridge.call(td.info, {})
  expect(statSync(join(home, 'secret', 'bridge-td.key')).mode & 0o777).toBe(0o600)
})
