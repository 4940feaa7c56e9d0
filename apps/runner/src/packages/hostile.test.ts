import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { packageLimits } from './limits.ts'
import { openPackage } from './readZip.ts'
import { packageLab, packageWith, recipeWith, soundEntries } from './testing/packageLab.ts'
import { type RawEntry, rawZip } from './testing/rawZip.ts'

const media = (data: string, name: string): RawEntry => ({ name: `media/${name}`, data })
const hash = 'a'.repeat(64)
const zeros = new Uint8Array(8_000_000)

/** What the security catalogue lists for archives, S15, and what must be said. */
const hostile: readonly (readonly [what: string, code: string, bytes: () => Buffer])[] = [
  ['a way up', 'package.path', () => packageWith({ name: '../../escaped.txt', data: 'x' })],
  ['a way up inside', 'package.path', () => packageWith({ name: `media/../../${hash}`, data: 'x' })],
  ['an absolute path', 'package.path', () => packageWith({ name: '/tmp/escaped.txt', data: 'x' })],
  ['a backslash', 'package.path', () => packageWith({ name: '..\\escaped.txt', data: 'x' })],
  ['a drive', 'package.path', () => packageWith({ name: 'C:escaped.txt', data: 'x' })],
  ['a home', 'package.path', () => packageWith({ name: '~/escaped.txt', data: 'x' })],
  ['a NUL', 'package.path', () => packageWith({ name: `recipe.json\0.png`, data: 'x' })],
  ['a device of Windows', 'package.path', () => packageWith({ name: 'media/NUL', data: 'x' })],
  [
    'a symlink, then a file through it',
    'package.link',
    () =>
      packageWith({ name: `media/${hash}`, data: '/etc', mode: 0o120777 }, { name: 'media/x', data: 'x' }),
  ],
  ['a device', 'package.link', () => packageWith({ name: `media/${hash}`, mode: 0o020666 })],
  ['a FIFO', 'package.link', () => packageWith({ name: `media/${hash}`, mode: 0o010666 })],
  ['one name twice', 'package.duplicate', () => packageWith({ name: 'recipe.json', data: '{}' })],
  [
    'twins in upper and lower case',
    'package.duplicate',
    () => packageWith({ name: 'recipes/rcp_a@1.json' }, { name: 'recipes/rcp_A@1.json' }),
  ],
  ['a file nobody knows', 'package.unknown_entry', () => packageWith({ name: 'run.sh', data: 'x' })],
  ['a package in a package', 'package.unknown_entry', () => packageWith({ name: 'inner.segue', data: 'x' })],
  ['a bomb', 'package.bomb', () => packageWith({ name: `media/${hash}`, data: zeros, deflate: true })],
  [
    'a bomb that says it is small',
    'package.damaged',
    () => packageWith({ name: `media/${hash}`, data: zeros, deflate: true, claims: { size: 10 } }),
  ],
  ['another content than its hash', 'package.damaged', () => packageWith(media('other', hash))],
  [
    'a wrong checksum',
    'package.damaged',
    () => packageWith({ name: 'cover.png', data: 'x', claims: { crc: 1 } }),
  ],
  ['an encrypted file', 'package.damaged', () => packageWith({ name: 'cover.png', claims: { flags: 1 } })],
  ['an unknown packing', 'package.damaged', () => packageWith({ name: 'cover.png', claims: { method: 99 } })],
  ['no recipe', 'package.incomplete', () => rawZip(soundEntries().slice(0, 1))],
  ['no manifest', 'package.incomplete', () => rawZip(soundEntries().slice(1))],
  ['a newer package', 'package.newer', () => rawZip(soundEntries(recipeWith({}), { format: 2 }))],
  [
    'a recipe from a newer Segue',
    'recipe.newer',
    () => rawZip(soundEntries({ ...recipeWith({}), schemaVersion: 2, flow: [] })),
  ],
  ['no zip at all', 'package.unreadable', () => Buffer.from('not a zip')],
  [
    'a recipe that is no JSON',
    'package.damaged',
    () => rawZip([...soundEntries().slice(0, 1), { name: 'recipe.json', data: '{' }]),
  ],
  [
    'a hostile key',
    'document.key',
    () => rawZip([...soundEntries().slice(0, 1), { name: 'recipe.json', data: '{"__proto__":{"a":1}}' }]),
  ],
  ['something else than a recipe', 'document.shape', () => rawZip(soundEntries({ schemaVersion: 1 }))],
]

describe('S15: a package is refused before anything is stored:', () => {
  test('every hostile case, each with its own failure and a hint', async () => {
    await using lab = await packageLab()
    const before = lab.count()
    for (const [what, code, bytes] of hostile) {
      const said = await lab.take(bytes()).then(
        () => null,
        ({ failure }) => failure,
      )
      expect(said, what).toMatchObject({ code, hint: expect.stringMatching(/\w{3}/) })
      expect(lab.count(), what).toEqual(before)
    }
    expect(await readdir(lab.home.root)).not.toContain('escaped.txt')
  })

  test('a million entries, by their number alone', async () => {
    await using lab = await packageLab()
    const before = lab.count()
    const many = rawZip(soundEntries(), { count: 1_000_000 })
    await expect(lab.take(many)).rejects.toMatchObject({
      failure: { code: 'package.too_many', message: expect.stringContaining('1000000') },
    })
    const real = rawZip(Array.from({ length: 5001 }, (_, i) => ({ name: `recipes/rcp_a@${i + 1}.json` })))
    await expect(lab.take(real)).rejects.toMatchObject({ failure: { code: 'package.too_many' } })
    expect(lab.count()).toEqual(before)
  })

  test('what a package does not count is not read', async () => {
    await using lab = await packageLab()
    const before = lab.count()
    await lab.take(rawZip([...soundEntries(), { name: 'cover.png', data: 'hidden' }], { count: 2 }))
    expect(lab.count()).toEqual({ ...before, recipes: before.recipes + 1 })
  })

  test('limits count what comes out, one file and all together', async () => {
    await using lab = await packageLab()
    const file = await lab.artifacts.putBytes(packageWith({ name: 'cover.png', data: 'x'.repeat(5000) }), {
      name: 'a',
    })
    const path = await lab.artifacts.path(file)
    const tight = async (limits: object) => {
      await using zip = await openPackage(path, { ...packageLimits, ...limits })
      await zip.check()
    }
    await expect(tight({ entryBytes: 4999 })).rejects.toMatchObject({
      failure: { code: 'package.too_large' },
    })
    await expect(tight({ totalBytes: 5000 })).rejects.toMatchObject({
      failure: { code: 'package.too_large' },
    })
    await expect(tight({ documentBytes: 10 })).rejects.toMatchObject({
      failure: { code: 'package.too_large' },
    })
    await tight({})
  })
})
