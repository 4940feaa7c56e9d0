import { stat, symlink } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { watchFolder } from './files/folderWatch.ts'
import { isMounted, mountOf } from './files/mount.ts'
import { openFilesLab } from './testing/filesLab.ts'

const longSec = 70
const systemError = (code: string) => Object.assign(new Error(code), { code })

describe('R34 a watched folder', () => {
  test('of 10,000 files fires once for each that is new, and not again when Segue is back', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `take ${i}.wav`)
    const lab = await openFilesLab({ before: names.slice(20) })
    for (const name of names.slice(0, 20)) await lab.write(name, name)
    await lab.pass(longSec)
    await lab.restart()
    await lab.pass(longSec)
    expect(lab.heard.map(({ words }) => words).sort()).toEqual(names.slice(0, 20).sort())
  })

  test('fires a file that is copied slowly when it is whole', async () => {
    const lab = await openFilesLab()
    for (let size = 1; size <= 10; size++) {
      await lab.write('Film.mov', 'x'.repeat(size * 1000))
      await lab.pass(2)
    }
    expect(lab.heard).toEqual([])
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => data.file)).toMatchObject([{ bytes: 10_000 }])
  })

  test('that is gone is named, and goes on when it is back, without what was there', async () => {
    const lab = await openFilesLab({ before: ['in/Old.wav'], settings: { subfolders: true } })
    await lab.write('Kept.wav', 'kept')
    await lab.pass(longSec)
    await lab.move('.', '../elsewhere')
    await lab.pass(longSec)
    expect(lab.condition.failure).toMatchObject({
      code: 'files.folder_missing',
      message: `The folder ${lab.folder} is not there.`,
      kind: 'environment',
    })
    await lab.restart()
    expect(lab.condition.failure).toMatchObject({ code: 'files.folder_missing' })
    await lab.move('../elsewhere', '.')
    await lab.write('New.wav', 'new')
    await lab.pass(longSec)
    expect(lab.condition.failure).toBeNull()
    expect(lab.names()).toEqual(['Kept', 'New'])
  })

  test('that is made after the trigger fires what is put in it', async () => {
    const lab = await openFilesLab()
    await lab.move('.', '../elsewhere')
    await lab.change({ pattern: '*.wav' })
    expect(lab.condition.failure).toMatchObject({ code: 'files.folder_missing' })
    // The clock of the file system counts in ticks.
    const since = Date.now() + 21
    await expect
      .poll(async () => {
        await lab.write('../tick', 'x')
        return (await stat(lab.at('..', 'tick'))).ctimeMs
      })
      .toBeGreaterThan(since)
    await lab.write('First.wav', 'first')
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['First'])
  })

  test.each(['ENOSPC', 'EMFILE'])(
    'is looked at again and again when the system refuses with %s',
    async (code) => {
      const lab = await openFilesLab({
        watch() {
          throw systemError(code)
        },
      })
      expect(lab.condition).toEqual({
        failure: null,
        note: 'It looks every 2 s, because the system lets no more folders be watched.',
      })
      await lab.write('Song.wav', 'x')
      await lab.pass(10)
      expect(lab.names()).toEqual(['Song'])
    },
  )

  test('is looked at again and again when a watch breaks later', async () => {
    let fail = (_: unknown) => {}
    const lab = await openFilesLab({
      watch(_, { onError }) {
        fail = onError
        return () => {}
      },
    })
    fail(systemError('EMFILE'))
    await lab.pass(2)
    expect(lab.condition.note).toContain('It looks every 2 s')
    await lab.write('Song.wav', 'x')
    await lab.pass(10)
    expect(lab.names()).toEqual(['Song'])
  })

  test('with links that go round or out has no end to look for, and says that it follows none', async () => {
    const lab = await openFilesLab({ settings: { subfolders: true } })
    await lab.write('a/Song.wav', 'x')
    await symlink(lab.at(), lab.at('a', 'round'))
    await symlink('/etc', lab.at('out'))
    await symlink(lab.at('a', 'Song.wav'), lab.at('Linked.wav'))
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['Song'])
    expect(lab.condition.note).toBe('3 links in it are not followed.')
  })

  test('fires nothing that Segue delivered, but what a person puts in its place', async () => {
    const lab = await openFilesLab()
    const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    lab.db.run('INSERT INTO deliveries VALUES (?, ?, ?)', 'run_1', hello, lab.at('Film.mp4'))
    await lab.write('Film.mp4', 'hello')
    await lab.write('Copy.mp4', 'hello')
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['Copy'])
    expect(lab.passed).toEqual([{ words: 'Film.mp4', reason: 'Segue itself delivered it' }])
    await lab.write('Film.mp4', 'hello, world')
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['Copy', 'Film'])
  })

  test('fires nothing that its own recipe made, wherever it was carried, nor what lies in the outputs of Segue', async () => {
    const lab = await openFilesLab({ settings: { subfolders: true } })
    const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    lab.db.run(
      `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures,
         created_at) VALUES ('run_1', 'rcp_1', 'Film', '', '', '{}', '{}', '', 'succeeded', '[]', 0)`,
    )
    lab.db.run('INSERT INTO deliveries VALUES (?, ?, ?)', 'run_1', hello, '/elsewhere/Film.mp4')
    await lab.write('synced/Film.mp4', 'hello')
    await lab.pass(longSec)
    expect(lab.passed).toEqual([{ words: 'synced/Film.mp4', reason: 'this recipe itself made it' }])
    const inside = await openFilesLab({ settings: { subfolders: true }, outputs: 'inside' })
    await inside.write('inside/Film.mp4', 'x')
    await inside.pass(longSec)
    expect(inside.passed).toEqual([{ words: 'inside/Film.mp4', reason: 'Segue itself wrote it' }])
    expect([lab.heard, inside.heard]).toEqual([[], []])
  })

  test('is told of by the system itself, with one watch for a folder', async () => {
    let watches = 0
    const told: (string | null)[] = []
    const lab = await openFilesLab({
      watch(folder, { onChange, onError }) {
        watches++
        return watchFolder(folder, {
          onError,
          onChange(name) {
            told.push(name)
            onChange(name)
          },
        })
      },
      before: Array.from({ length: 50 }, (_, i) => `${i}.wav`),
    })
    await lab.write('Song.wav', 'x')
    await expect.poll(() => told, { timeout: 30_000 }).toContain('Song.wav')
    // Less than until everything is looked at anyhow.
    await lab.pass(20)
    expect([lab.names(), watches]).toEqual([['Song'], 1])
  })
})

describe('R34 a disk or share', () => {
  const devices: Record<string, number> = { '/': 1, '/mnt': 1, '/mnt/nas': 7, '/mnt/nas/in': 7, '/home': 1 }
  const look = async (path: string) => ({ dev: devices[path] ?? Number.NaN })

  test('is known by the place where it is mounted', async () => {
    expect(await mountOf('/mnt/nas/in', look)).toBe('/mnt/nas')
    expect(await mountOf('/home', look)).toBeNull()
  })

  test('is gone when only its empty folder is left', async () => {
    expect(await isMounted('/mnt/nas', look)).toBe(true)
    expect(await isMounted('/mnt/nas', async () => ({ dev: 1 }))).toBe(false)
    expect(await isMounted('/nowhere')).toBe(false)
  })

  test.skipIf(process.platform !== 'linux')(
    'that comes where none was brings nothing that is older than the trigger',
    async () => {
      const lab = await openFilesLab({ before: ['Old.wav'] })
      // As if another disk had been here, with nothing on it.
      lab.db.run('DELETE FROM watched_files')
      lab.db.run("UPDATE watched_folders SET mount = '/proc'")
      await lab.restart()
      await lab.pass(longSec)
      expect([lab.condition.failure, lab.heard]).toEqual([null, []])
    },
  )

  test('that is gone is named, and nothing is looked at until it is back', async () => {
    const lab = await openFilesLab({ before: ['Old.wav'] })
    lab.db.run('UPDATE watched_folders SET mount = ?', lab.at('..'))
    await lab.restart(() => lab.write('New.wav', 'new'))
    await lab.pass(longSec)
    expect(lab.condition.failure).toMatchObject({ code: 'files.share_missing', kind: 'environment' })
    expect(lab.heard).toEqual([])
  })
})
