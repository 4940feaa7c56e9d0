import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { blendVersion } from './blendVersion.ts'
import { chooseBlender } from './chooseBlender.ts'
import { findBlender, findBlenders } from './findBlender.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-blenders-'))
const at = (name: string) => join(folder, name)
const all = ['3.4.1', '4.2.3', '4.2.14', '5.0.0', '3.6.2'].map((version) => ({ path: version, version }))

describe('the Blender for a file', () => {
  test.each([
    [null, '3.4.1'],
    ['4.2', '4.2.14'],
    ['4.1', '5.0.0'],
    ['3.4', '3.4.1'],
    ['2.79', '5.0.0'],
    ['5.0', '5.0.0'],
  ])('of %s is %s', (fileVersion, version) => {
    expect(chooseBlender(all, fileVersion)?.version).toBe(version)
  })

  test('is none that is older, unless a person allows it', () => {
    expect(chooseBlender(all, '5.1')).toBeNull()
    expect(chooseBlender(all, '5.1', { allowOlder: true })?.version).toBe('5.0.0')
    expect(chooseBlender([], null)).toBeNull()
    expect(chooseBlender([], '4.2', { allowOlder: true })).toBeNull()
  })
})

describe('the version that wrote a file', () => {
  const old = Buffer.from('BLENDER-v279RENDH and much more of it')
  const late = Buffer.from('BLENDER17-01v0500REND and much more of it')

  test.each([
    ['plain', old, '2.79'],
    ['with big-endian 32-bit pointers', Buffer.from('BLENDER_V304RENDH'), '3.4'],
    ['packed with gzip', gzipSync(old), '2.79'],
    ['packed with zstd', zstdCompressSync(Buffer.from('BLENDER-v402RENDH')), '4.2'],
    ['of 5.0', late, '5.0'],
    ['of 5.0, packed', zstdCompressSync(late), '5.0'],
    ['that is a picture', Buffer.from('\x89PNG\r\n\x1a\n and so on'), null],
    ['that is empty', Buffer.alloc(0), null],
    ['that is packed and broken off', gzipSync(old).subarray(0, 12), null],
    ['that only begins like one', Buffer.from('BLENDER-v3'), null],
  ])('%s', async (name, bytes, version) => {
    const path = at(`${name}.blend`)
    writeFileSync(path, bytes)
    expect(await blendVersion(path)).toBe(version)
  })
})

describe.skipIf(process.platform === 'win32')('Blenders on a machine', () => {
  const program = (name: string, line: string): string => {
    writeFileSync(at(name), `#!/bin/sh\necho '${line}'\n`)
    chmodSync(at(name), 0o755)
    return at(name)
  }
  const [first, second] = [program('one', 'Blender 3.4.1'), program('two', 'Blender 4.2.0 LTS')]
  const other = program('other', 'Not what you think 1.0.0')

  test('are all that answer, each once, in the order of the settings', async () => {
    symlinkSync(second, at('link'))
    const found = await findBlenders([other, second, at('nowhere'), first, at('link')])
    expect(found).toEqual([
      { path: second, version: '4.2.0' },
      { path: first, version: '3.4.1' },
    ])
  })

  test('the one to use is the first that works; why there is none is said with its place', async () => {
    expect(await findBlender([other, first, second])).toEqual({ found: { path: first, version: '3.4.1' } })
    expect(await findBlender([other])).toEqual({ found: null, detail: `There is no Blender at ${other}.` })
    expect(await findBlender('off')).toMatchObject({ found: null, detail: expect.stringContaining('off') })
    expect(await findBlenders('off')).toEqual([])
  })
})
