import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deliver } from './deliver.ts'

let root: string
let base: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-deliver-'))
  base = join(root, 'out')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const give = async (text: string, options: Partial<Parameters<typeof deliver>[0]> = {}) => {
  const source = join(root, 'source')
  await writeFile(source, text)
  const artifactId = createHash('sha256').update(text).digest('hex')
  return deliver({
    source,
    artifactId,
    base,
    folder: '',
    name: 'film.mp4',
    overwrite: false,
    roots: [],
    forbidden: [join(root, 'state')],
    ...options,
  })
}

describe('delivering a file', () => {
  test('never overwrites: another content gets the next free name', async () => {
    expect(await give('one')).toBe(join(base, 'film.mp4'))
    expect(await give('two')).toBe(join(base, 'film (2).mp4'))
    expect(await give('three')).toBe(join(base, 'film (3).mp4'))
    expect(await readFile(join(base, 'film.mp4'), 'utf8')).toBe('one')
  })

  test('the same content under the same name counts as delivered', async () => {
    await give('one')
    expect(await give('one')).toBe(join(base, 'film.mp4'))
    expect(await readdir(base)).toEqual(['film.mp4'])
  })

  test('overwrites when told', async () => {
    await give('one')
    expect(await give('two', { overwrite: true })).toBe(join(base, 'film.mp4'))
    expect(await readFile(join(base, 'film.mp4'), 'utf8')).toBe('two')
  })

  test.each(['../elsewhere', '/etc', '.config', '../state/artifacts'])(
    'writes nothing to %s',
    async (folder) => {
      await expect(give('one', { folder })).rejects.toMatchObject({
        failure: { code: 'deliver.outside_roots' },
      })
    },
  )

  test('a link inside the folder does not lead out', async () => {
    await give('one')
    await symlink('/tmp', join(base, 'away'))
    await expect(give('one', { folder: 'away' })).rejects.toMatchObject({
      failure: { code: 'deliver.outside_roots' },
    })
  })
})
