import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test as plain } from 'vitest'
import type { ServiceFacts } from './facts.ts'
import { managerOf } from './manager.ts'
import { openService, type Run } from './service.ts'

const facts: ServiceFacts = {
  platform: 'linux',
  home: '/home/ana/Films & 100% "best"',
  command: ['/opt/node 26/bin/node', '/opt/segue/bin/segue.mjs'],
  env: { PATH: '/usr/bin:/home/ana/$bin' },
  userHome: '/home/ana',
  configHome: '/home/ana/.config',
  user: 'ana',
  uid: 501,
  tag: '',
}

const test = plain.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the way to write a fixture that needs no other
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'segue-service-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    await use(folder)
  },
})

plain('a systemd unit starts this Node and home, and nothing in it is replaced', () => {
  const unit = managerOf(facts)
  expect(unit?.file.path).toBe('/home/ana/.config/systemd/user/segue.service')
  expect(unit?.file.text).toContain(
    'ExecStart="/opt/node 26/bin/node" "/opt/segue/bin/segue.mjs" "start" "--no-open" "--home" "/home/ana/Films & 100%% \\"best\\""\n',
  )
  expect(unit?.file.text).toContain('Environment="PATH=/usr/bin:/home/ana/$bin"\n')
})

plain('a launchd agent is a property list with the same words', () => {
  const agent = managerOf({ ...facts, platform: 'darwin', userHome: '/Users/ana', tag: '1a2b3c4d' })
  expect(agent?.file.path).toBe('/Users/ana/Library/LaunchAgents/app.segue.runner.1a2b3c4d.plist')
  const words = [...(agent?.file.text.matchAll(/<string>(.*)<\/string>/g) ?? [])].map(([, word]) => word)
  expect(words.slice(1, 7)).toEqual([
    ...facts.command,
    ...['start', '--no-open', '--home', '/home/ana/Films &amp; 100% "best"'],
  ])
  expect(agent?.install.map(({ argv }) => argv.join(' '))).toEqual([
    'launchctl bootout gui/501/app.segue.runner.1a2b3c4d',
    `launchctl bootstrap gui/501 ${agent?.file.path}`,
  ])
})

plain('a scheduled task of Windows gets every word whole', () => {
  const home = 'C:\\Users\\Ana "A"\\Films\\'
  const task = managerOf({ ...facts, platform: 'win32', home, command: ['C:\\node.exe', 'C:\\segue.mjs'] })
  expect(task?.file.text).toContain(
    '<Arguments>--headless "C:\\node.exe" "C:\\segue.mjs" "start" "--no-open" "--home" "C:\\Users\\Ana \\"A\\"\\Films\\\\"</Arguments>',
  )
  expect(task?.install[0]?.argv).toEqual([
    ...[
      'schtasks.exe',
      '/Create',
      '/TN',
      'Segue',
      '/XML',
      'C:\\Users\\Ana "A"\\Films\\run\\service.xml',
      '/F',
    ],
  ])
})

/** A systemd of a user, as far as Segue asks it. */
function standIn({ hasBus = true, canEnable = true } = {}) {
  const state = { asked: [] as string[], enabled: false, active: false }
  const run: Run = async ([program, , verb = '', ...rest]) => {
    if (program === 'loginctl') return { code: 0, text: 'Linger=no\n' }
    state.asked.push([verb, ...rest].join(' '))
    if (!hasBus) return { code: 1, text: 'Failed to connect to bus: No medium found\n' }
    if (verb === 'enable' && !canEnable) return { code: 1, text: 'Unit is masked.\n' }
    if (verb === 'enable') state.enabled = true
    if (verb === 'restart') state.active = true
    if (verb === 'disable') state.enabled = state.active = false
    const [enabled, active] = [state.enabled ? 'enabled' : '', state.active ? 'active' : 'inactive']
    return { code: 0, text: `UnitFileState=${enabled}\nActiveState=${active}\n` }
  }
  return { state, run }
}

const never = () => Promise.reject(new Error('the manager says whether it runs'))

test('is installed, tells how it stands, and leaves nothing when it is removed', async ({ folder }) => {
  const { run, state } = standIn()
  const service = openService({ ...facts, configHome: folder }, run, never)
  expect(await service.status()).toMatchObject({ installed: false, running: false, file: null })
  const file = join(folder, 'systemd', 'user', 'segue.service')
  const stands = { name: 'segue.service', home: facts.home, installed: true, running: true, file }
  expect(await service.install()).toEqual({ ...stands, hint: expect.stringContaining('enable-linger ana') })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain('"start" "--no-open"')
  await service.install()
  expect(await service.remove()).toMatchObject({ installed: false, running: false, file: null })
  expect(existsSync(file)).toBe(false)
  expect(state.asked.slice(-5, -2)).toEqual([
    'disable --now segue.service',
    'daemon-reload',
    'reset-failed segue.service',
  ])
})

test('says what to do where there are no services, and writes nothing', async ({ folder }) => {
  const at = { ...facts, configHome: folder }
  const noBus = openService(at, standIn({ hasBus: false }).run, never)
  const failure = { code: 'service.unavailable', hint: expect.stringContaining('segue start --no-open') }
  await expect(noBus.install()).rejects.toMatchObject({ failure })
  await expect(openService(at, async () => null, never).status()).rejects.toMatchObject({ failure })
  expect(() => openService({ ...at, platform: 'sunos' }, async () => null, never)).toThrow(
    'sunos is not known',
  )
  expect(existsSync(join(folder, 'systemd'))).toBe(false)
})

test('names the command that failed', async ({ folder }) => {
  const service = openService({ ...facts, configHome: folder }, standIn({ canEnable: false }).run, never)
  const message = expect.stringContaining('systemctl --user enable segue.service” failed: Unit is masked')
  await expect(service.install()).rejects.toMatchObject({ failure: { code: 'service.failed', message } })
})
