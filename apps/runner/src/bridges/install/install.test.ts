import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blenderInstaller } from './blender.ts'
import { installBridge, uninstallBridge } from './install.ts'
import type { RunnerFacts } from './installer.ts'
import { liveInstaller } from './live.ts'
import type { Machine } from './machine.ts'
import { touchDesignerInstaller } from './touchdesigner.ts'

const machine = (platform: NodeJS.Platform, folders: Record<string, string[]>, env = {}): Machine => ({
  platform,
  user: platform === 'win32' ? String.raw`C:\Users\Ada` : '/home/ada',
  env,
  list: (folder) => folders[folder] ?? [],
})
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return failureOf(error).code
  }
}

describe('where applications look', () => {
  test.each([
    ['darwin', '/home/ada/Music/Ableton/User Library', '/home/ada/Music/Ableton/User Library/Remote Scripts'],
    [
      'win32',
      String.raw`C:\Users\Ada\Documents\Ableton\User Library`,
      String.raw`C:\Users\Ada\Documents\Ableton\User Library\Remote Scripts`,
    ],
  ] as const)('Live on %s', (platform, library, scripts) => {
    expect(liveInstaller.places(machine(platform, { [library]: ['Clips'] }))).toEqual([scripts])
    expect(codeOf(() => liveInstaller.places(machine(platform, {})))).toBe('bridge.no_place')
  })

  test.each([
    ['linux', {}, '/home/ada/.config/blender', '/home/ada/.config/blender/4.2/scripts/addons'],
    ['linux', { XDG_CONFIG_HOME: '/c' }, '/c/blender', '/c/blender/4.2/scripts/addons'],
    [
      'darwin',
      {},
      '/home/ada/Library/Application Support/Blender',
      '/home/ada/Library/Application Support/Blender/4.2/scripts/addons',
    ],
    [
      'win32',
      { APPDATA: String.raw`D:\Roaming` },
      String.raw`D:\Roaming\Blender Foundation\Blender`,
      String.raw`D:\Roaming\Blender Foundation\Blender\4.2\scripts\addons`,
    ],
  ] as const)('Blender on %s with %j, in each version it works in', (platform, env, settings, addons) => {
    const versions = ['4.2', '3.3', '2.93', 'config', '3.4', '10.0']
    const places = blenderInstaller.places(machine(platform, { [settings]: versions }, env))
    expect(places).toEqual(['3.4', '4.2', '10.0'].map((version) => addons.replace('4.2', version)))
    expect(codeOf(() => blenderInstaller.places(machine(platform, {}, env)))).toBe('bridge.no_place')
  })

  test('TouchDesigner looks nowhere: the script says what to paste, with the slashes of the system', () => {
    const [place] = touchDesignerInstaller.places(machine('win32', {}))
    expect(place).toBe(String.raw`C:\Users\Ada\Documents`)
    expect(touchDesignerInstaller.say([String.raw`C:\Users\Ada\Documents\Segue`]).join('\n')).toContain(
      String.raw`exec(open(r'C:\Users\Ada\Documents\Segue\segue-touchdesigner.py'`,
    )
  })
})

describe('installing', () => {
  let root: string
  let facts: RunnerFacts
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'segue-install-'))
    facts = { home: join(root, 'home'), port: 4400, key: 'ab'.repeat(32) }
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  const at = (...names: string[]) => join(root, ...names)
  const everything = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).sort()
  const isSecret = (path: string) => process.platform === 'win32' || (statSync(path).mode & 0o077) === 0

  test('Live gets a control surface with the core inside, and settings that only its owner reads', () => {
    installBridge(liveInstaller, facts, [at('Remote Scripts', 'Segue')])
    const names = everything(at('Remote Scripts', 'Segue'))
    expect(names).toEqual(expect.arrayContaining(['__init__.py', 'surface.py', join('bounce', 'plan.py')]))
    expect(names).toContain(join('lib', 'segue_core', 'generated', 'live.json'))
    expect(names).not.toContain(join('lib', 'segue_core', 'generated', 'blender.json'))
    const settings = at('Remote Scripts', 'Segue', 'settings.json')
    expect(isSecret(settings)).toBe(true)
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({
      home: facts.home,
      address: 'tcp:127.0.0.1:4402',
    })
    expect(readFileSync(settings, 'utf8')).not.toContain(facts.key)
  })

  test('each Blender gets the add-on, and one file with address and key lies in Segue’s folder', () => {
    const folders = ['3.4', '4.2'].map((version) => at(version, 'segue'))
    installBridge(blenderInstaller, facts, folders)
    for (const folder of folders)
      expect(everything(folder)).toEqual(
        expect.arrayContaining([
          '__init__.py',
          'blender_manifest.toml',
          join('lib', 'segue_blender', 'commands.py'),
          join('lib', 'segue_core', 'generated', 'blender.json'),
        ]),
      )
    const file = join(facts.home, 'bridges', 'blender.json')
    expect(isSecret(file)).toBe(true)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      version: 1,
      address: 'tcp:127.0.0.1:4402',
      key: facts.key,
      runner: 'Segue',
    })
  })

  test('TouchDesigner gets one script with everything in it but the key', () => {
    installBridge(touchDesignerInstaller, facts, [at('Documents', 'Segue')])
    const script = readFileSync(at('Documents', 'Segue', 'segue-touchdesigner.py'), 'utf8')
    expect(script).not.toMatch(/@(SETTINGS|FILES|DATS)@/)
    expect(script).toContain(JSON.stringify({ home: facts.home, port: 4400 }))
    expect(script).toContain('"segue_core/generated/td.json"')
    expect(script).not.toContain(facts.key)
  })

  test('uninstalling removes exactly what was installed', () => {
    const folder = at('Remote Scripts', 'Segue')
    mkdirSync(at('Remote Scripts', 'Other'), { recursive: true })
    installBridge(liveInstaller, facts, [folder])
    mkdirSync(join(folder, '__pycache__'))
    writeFileSync(join(folder, '__pycache__', 'surface.pyc'), '')
    writeFileSync(join(folder, 'bounce', 'mine.txt'), 'a person’s own')
    expect(uninstallBridge(liveInstaller, facts.home)).toBeGreaterThan(20)
    expect(everything(at('Remote Scripts'))).toEqual([
      'Other',
      'Segue',
      join('Segue', 'bounce'),
      join('Segue', 'bounce', 'mine.txt'),
    ])
    expect(uninstallBridge(liveInstaller, facts.home)).toBe(0)
  })

  test('installing again replaces what an older Segue wrote, also elsewhere', () => {
    installBridge(liveInstaller, facts, [at('old', 'Segue')])
    installBridge(liveInstaller, facts, [at('new', 'Segue')])
    installBridge(liveInstaller, { ...facts, port: 4500 }, [at('new', 'Segue')])
    expect(existsSync(at('old', 'Segue'))).toBe(false)
    expect(readFileSync(at('new', 'Segue', 'settings.json'), 'utf8')).toContain('4502')
  })

  test('what somebody else put there is left alone', () => {
    mkdirSync(at('Remote Scripts', 'Segue'), { recursive: true })
    writeFileSync(at('Remote Scripts', 'Segue', '__init__.py'), 'theirs')
    expect(codeOf(() => installBridge(liveInstaller, facts, [at('Remote Scripts', 'Segue')]))).toBe(
      'bridge.place_taken',
    )
    expect(everything(at('Remote Scripts'))).toEqual(['Segue', join('Segue', '__init__.py')])
  })
})
