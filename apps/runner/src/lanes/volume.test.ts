import { expect, test } from 'vitest'
import { connected, type Look, volumeOf } from './volume.ts'

test.each<[NodeJS.Platform, string, string | null]>([
  ['darwin', '/Volumes/Renders/out', '/Volumes/Renders'],
  ['darwin', '/Users/ana/out', null],
  ['linux', '/mnt/nas/films', '/mnt/nas'],
  ['linux', '/media/ana/T7/films', '/media/ana/T7'],
  ['linux', '/media/cdrom', '/media/cdrom'],
  ['linux', '/run/media/ana/T7', '/run/media/ana/T7'],
  ['linux', '/run/user/1000', null],
  ['linux', '/home/ana', null],
  ['win32', 'D:\\Films\\out', 'D:\\'],
  ['win32', '\\\\studio\\renders\\out', '\\\\studio\\renders\\'],
  ['win32', 'C:\\Users\\Ana', null],
])('on %s the path %s lies on %s', (platform, path, root) => {
  expect(volumeOf(path, platform)?.root ?? null).toBe(root)
})

/** Folders with the device that they lie on and what is in them. */
const machine = (folders: Record<string, [dev: number, ...names: string[]]>, table = ''): Look => {
  const at = (path: string) => {
    const found = folders[path]
    if (found) return found
    throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
  }
  return {
    stat: async (path) => ({ dev: at(path)[0] }),
    readdir: async (path) => at(path).slice(1).map(String),
    table: async () => table,
  }
}
const nas = (look: Look) => connected('/mnt/nas/films', { platform: 'linux', look })
const failure = { code: 'disk.not_connected', kind: 'environment', context: { againMs: 15_000 } }

test('a share that is not mounted is waited for by its name, also when its empty folder is there', async () => {
  const named = { failure: { ...failure, message: expect.stringContaining('“nas” (/mnt/nas)') } }
  await expect(nas(machine({ '/mnt': [1] }))).rejects.toMatchObject(named)
  const table = '# disks\n//studio/renders /mnt/nas cifs ro 0 0\n'
  await expect(nas(machine({ '/mnt': [1], '/mnt/nas': [1] }, table))).rejects.toMatchObject(named)
  await nas(machine({ '/mnt': [1], '/mnt/nas': [2] }, table))
})

test('a folder that is only called like one is none', async () => {
  await nas(machine({ '/mnt': [1], '/mnt/nas': [1] }))
  await nas(machine({ '/mnt': [1], '/mnt/nas': [1, 'films'] }))
  const own = machine({
    '/': [1],
    '/Volumes': [1],
    '/Volumes/Macintosh HD': [1, 'Users'],
    '/Volumes/T7': [1],
  })
  await connected('/Volumes/Macintosh HD/Users', { platform: 'darwin', look: own })
  await expect(connected('/Volumes/T7/out', { platform: 'darwin', look: own })).rejects.toMatchObject({
    failure,
  })
})

test('a drive letter and a share of Windows are there or not', async () => {
  const look = machine({ 'D:\\': [5] })
  await connected('D:\\out', { platform: 'win32', look })
  const share = connected('\\\\studio\\renders\\out', { platform: 'win32', look })
  await expect(share).rejects.toMatchObject({
    failure: { message: expect.stringContaining('\\\\studio\\renders') },
  })
})
