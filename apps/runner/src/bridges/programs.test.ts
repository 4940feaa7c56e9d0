import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { openPrograms } from './programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-programs-'))
const at = (name: string) => join(folder, name)
const program = (version: string): string => {
  writeFileSync(at(version), `#!/bin/sh\necho 'Blender ${version}'\n`)
  chmodSync(at(version), 0o755)
  return at(version)
}
const fileOf = (digits: string, allowOlder = false) => {
  const path = at(`${digits}.blend`)
  writeFileSync(path, `BLENDER-v${digits}RENDH and much more of it`)
  return { path, name: 'show.blend', allowOlder }
}

describe.skipIf(process.platform === 'win32')('the Blender that opens a file', () => {
  const setting = [program('3.4.1'), program('4.2.3'), program('4.2.14')]

  test.each([
    ['its own release', '304', '3.4.1'],
    ['an older one', '279', '3.4.1'],
    ['a newer one', '402', '4.2.14'],
    ['one between two', '401', '4.2.14'],
  ])('of %s', async (_, digits, version) => {
    const programs = await openPrograms(setting)
    expect(programs.usual?.version).toBe('3.4.1')
    expect((await programs.forFile(fileOf(digits)))?.version).toBe(version)
  })

  test('of one that is newer than all is none, unless a person allows it', async () => {
    const programs = await openPrograms(setting)
    expect(await programs.forFile(fileOf('405')).then(() => null, failureOf)).toMatchObject({
      code: 'blender.too_old',
      kind: 'environment',
      message: expect.stringContaining(
        '“show.blend” was saved with Blender 4.5; here are 3.4.1, 4.2.3, 4.2.14',
      ),
    })
    expect((await programs.forFile(fileOf('405', true)))?.version).toBe('4.2.14')
  })

  test('that was installed meanwhile is found', async () => {
    const late = at('5.0.0')
    const programs = await openPrograms([...setting, late])
    expect(await programs.forFile(fileOf('500')).then(() => null, failureOf)).not.toBeNull()
    program('5.0.0')
    expect((await programs.forFile(fileOf('500')))?.version).toBe('5.0.0')
  })

  test('that is no .blend is the usual one', async () => {
    writeFileSync(at('look.json'), '{}')
    const programs = await openPrograms(setting)
    const found = await programs.forFile({ path: at('look.json'), name: 'look', allowOlder: false })
    expect(found?.version).toBe('3.4.1')
  })
})
