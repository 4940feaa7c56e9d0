import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppId } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { thisMachine } from '../bridges/install/machine.ts'
import { connectStepsOf } from './connectSteps.ts'

/** A person whose folders are as applications make them, on a system with a shell. */
let user: string
let home: string
beforeAll(() => {
  user = mkdtempSync(join(tmpdir(), 'segue person ü '))
  home = join(user, 'Segue’s home')
  for (const folder of ['Music/Ableton/User Library/Clips', '.config/blender/3.4', '.config/blender/4.2'])
    mkdirSync(join(user, folder), { recursive: true })
})
afterAll(() => rmSync(user, { recursive: true, force: true }))

const machine = { ...thisMachine, platform: 'linux', user: '', env: {} } as const
const copiesOf = (app: AppId) =>
  connectStepsOf(app, {
    home,
    machine: { ...machine, user },
    state: () => ({ state: 'standIn', provider: 'standin', detail: '' }),
  }).flatMap(({ copy }) => copy ?? [])
/** Pastes a line into a shell that is somewhere else. */
const paste = (line: string) =>
  execFileSync('sh', ['-c', line], {
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: user, SEGUE_BLENDER: 'off' },
  })

test.each([
  ['live', 'Music/Ableton/User Library/Remote Scripts/Segue/__init__.py'],
  ['blender', '.config/blender/4.2/scripts/addons/segue/__init__.py'],
  ['td', 'Documents/Segue/segue-touchdesigner.py'],
] as const)('the line for %s puts its bridge in place, and the last one looks for it', (app, file) => {
  const [install = '', ...rest] = copiesOf(app)
  paste(install)
  expect(existsSync(join(user, file))).toBe(true)
  expect(paste(rest.at(-1) ?? '')).toContain('stand-in')
})

test('the line for the Textport opens the script that was put there', () => {
  const line = copiesOf('td').find((copy) => copy.startsWith('exec(')) ?? ''
  const opened = line.replace(/^exec\((.*)\.read\(\)\)$/, 'print(len($1.read()))')
  expect(Number(execFileSync('python3', ['-c', opened], { encoding: 'utf8' }))).toBeGreaterThan(10_000)
})
