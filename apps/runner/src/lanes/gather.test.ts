import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gather } from './gather.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-gather-'))
  await mkdir(join(root, 'queue', 'old.blend'), { recursive: true })
  for (const name of [
    'shot10.blend',
    'Shot2.BLEND',
    'shot2.blend1',
    '.hidden.blend',
    'notes.txt',
    'a.blend~',
  ])
    await writeFile(join(root, 'queue', name), name)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const stored: string[] = []
const artifacts = {
  async putFile(path: string, { name }: { name: string }) {
    stored.push(await readFile(path, 'utf8'))
    return { artifactId: '0'.repeat(64), mime: 'application/octet-stream', bytes: 1, name, meta: {} }
  },
}
const found = async (folder: string, pattern: string, forbidden: string[] = []) => {
  const place = { folder, base: root, roots: [], forbidden }
  const files = await gather(artifacts, { ...place, pattern }, new AbortController().signal)
  return files.map(({ name }) => name)
}

test('files that fit come in the order of their names, numbers as numbers', async () => {
  expect(await found('queue', '*.blend')).toEqual(['Shot2.BLEND', 'shot10.blend'])
  expect(await found('queue', '*.{txt,wav}, shot1*')).toEqual(['notes.txt', 'shot10.blend'])
  expect(await found('queue', '')).toHaveLength(4)
})

test('a folder that is not there, or not for steps, is named', async () => {
  await expect(found('none', '*')).rejects.toMatchObject({ failure: { code: 'folder.missing' } })
  await expect(found('/etc', '*')).rejects.toMatchObject({ failure: { code: 'folder.outside_roots' } })
  await expect(found('queue', '*', [join(root, 'queue')])).rejects.toMatchObject({
    failure: { code: 'folder.outside_roots' },
  })
  await symlink('/etc', join(root, 'away'))
  await expect(found('away', '*')).rejects.toMatchObject({ failure: { code: 'folder.outside_roots' } })
})
