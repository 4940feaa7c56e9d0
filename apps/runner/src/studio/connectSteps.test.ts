import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeRecord } from '../bridges/install/record.ts'
import { Config } from '../config/config.ts'
import { quoted, segueLine } from './commandLine.ts'
import { type ConnectOptions, connectStepsOf } from './connectSteps.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'segue steps ü '))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const library = '/home/ada/Music/Ableton/User Library'
const options = (more: Partial<ConnectOptions> = {}): ConnectOptions => ({
  home,
  machine: {
    platform: 'darwin',
    user: '/home/ada',
    env: {},
    list: (folder) => (folder === library ? ['Clips'] : []),
  },
  state: () => ({ state: 'standIn', provider: 'standin:x', detail: '' }),
  ...more,
})
const copies = (app: Parameters<typeof connectStepsOf>[0], more?: Partial<ConnectOptions>) =>
  connectStepsOf(app, options(more)).flatMap(({ copy }) => (copy === null ? [] : [copy]))
const says = (app: Parameters<typeof connectStepsOf>[0], more?: Partial<ConnectOptions>) =>
  connectStepsOf(app, options(more))
    .map(({ say }) => say)
    .join('\n')

describe('words for a shell', () => {
  test.each([
    ['/usr/bin/segue', 'linux', '/usr/bin/segue'],
    ['/My Songs', 'linux', "'/My Songs'"],
    ["it's", 'darwin', String.raw`'it'\''s'`],
    ['$(rm x)', 'linux', "'$(rm x)'"],
    [String.raw`C:\My Songs`, 'win32', String.raw`"C:\My Songs"`],
  ] as const)('%s on %s', (word, platform, text) => expect(quoted(word, platform)).toBe(text))

  test('the home is named unless it is the usual one', () => {
    expect(segueLine(home, 'doctor')).toContain(`--home '${home}'`)
    expect(segueLine(join(homedir(), '.segue'), 'doctor')).not.toContain('--home')
  })
})

test('Live: put it in place, choose it in the settings, look whether it answers', () => {
  const [install = '', doctor = ''] = copies('live')
  expect(install).toMatch(/segue\.mjs bridge install live --home/)
  expect(doctor).toMatch(/segue\.mjs doctor live --home/)
  expect(says('live')).toContain('Control Surface choose Segue')
})

test('Live that was never started here: what to do first', () => {
  const machine = { ...options().machine, list: () => [] }
  expect(says('live', { machine })).toContain('Start Live once')
  expect(copies('live', { machine })).toHaveLength(2)
})

test('TouchDesigner: the line for the Textport stands alone, with the folder where the script lies', () => {
  expect(copies('td')).toContain(
    "exec(open(r'/home/ada/Documents/Segue/segue-touchdesigner.py', encoding='utf-8').read())",
  )
  mkdirSync(join(home, 'bridges'))
  writeRecord(home, 'td', { folders: ['/elsewhere/Segue'], files: [] })
  expect(copies('td')).toContain(
    "exec(open(r'/elsewhere/Segue/segue-touchdesigner.py', encoding='utf-8').read())",
  )
  expect(says('td')).toContain('Segue’s side lies in /elsewhere/Segue')
})

test('Blender is started by Segue; the add-on is for an open window', () => {
  const found = { state: 'found', provider: 'blender@4.2.1', detail: '' } as const
  expect(says('blender', { state: () => found })).toContain('Segue starts Blender 4.2.1 by itself')
  expect(says('blender')).toContain('Blender was not found')
  expect(copies('blender')[0]).toContain('bridge install blender')
})

describe.each(['obs', 'osc', 'midi'] as const)('the settings for %s', (app) => {
  const settingsOf = () => JSON.parse(copies(app).find((text) => text.startsWith('{')) ?? '')

  test('are settings that Segue takes, and turn it on', () => {
    const { applications } = Config.parse(settingsOf())
    const isOn = {
      obs: applications.obs.url !== null && applications.obs.passwordFile?.startsWith(home),
      osc: applications.osc.listen.length > 0,
      midi: applications.midi.enabled,
    }
    expect(isOn[app]).toBe(true)
  })

  test('leave what a person has said', () => {
    const own = {
      port: 4500,
      applications: {
        blender: 'off',
        obs: { url: 'ws://127.0.0.1:4000' },
        osc: { listen: [{ port: 8000 }] },
        midi: { enabled: false, listen: ['Launchpad'] },
      },
    }
    writeFileSync(join(home, 'config.json'), JSON.stringify(own))
    const next = Config.parse(settingsOf())
    expect(next).toMatchObject({ port: 4500, applications: { blender: 'off' } })
    expect(next.applications.obs.url).toBe('ws://127.0.0.1:4000')
    expect(next.applications.osc.listen).toMatchObject([{ port: 8000 }])
    expect(next.applications.midi.listen).toEqual(['Launchpad'])
  })
})
