import { utimes } from 'node:fs/promises'
import { describe, expect, test, vi } from 'vitest'
import { openFilesLab } from './testing/filesLab.ts'

/** Files that the system refuses to open; it refuses nothing to root, whom tests may run as. */
const refused = vi.hoisted(() => new Set<string>())
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const open: typeof real.open = async (path, ...how) => {
    if (refused.has(String(path))) throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
    return real.open(path, ...how)
  }
  return { ...real, open }
})

/** Time in which everything is looked at at least once and every file has stood still. */
const longSec = 70

describe('a file', () => {
  test('fires once, when it has stood still', async () => {
    const lab = await openFilesLab()
    await lab.write('Song.wav', 'half')
    await lab.pass(2)
    await lab.write('Song.wav', 'half and half')
    await lab.pass(longSec)
    expect(lab.heard).toHaveLength(1)
    expect(lab.heard[0]).toMatchObject({
      words: 'Song.wav',
      data: {
        name: 'Song',
        folder: 'watched',
        take: null,
        file: { name: 'Song.wav', bytes: 13, mime: 'audio/wav' },
      },
    })
    expect(lab.condition).toEqual({ failure: null, note: null })
  })

  test('that was there before fires only when a person wants it', async () => {
    const before = ['Old.wav']
    const quiet = await openFilesLab({ before })
    await quiet.write('New.wav', 'new')
    await quiet.pass(longSec)
    expect(quiet.names()).toEqual(['New'])
    const eager = await openFilesLab({ before, settings: { existing: true } })
    await eager.pass(longSec)
    expect(eager.names()).toEqual(['Old'])
  })

  test('that came while Segue was off fires when it is back, and nothing fires again', async () => {
    const lab = await openFilesLab({ before: ['Old.wav'] })
    await lab.write('One.wav', '1')
    await lab.pass(longSec)
    await lab.restart(async () => {
      await lab.write('Two.wav', '2')
      await lab.move('Old.wav', 'Older.wav')
    })
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['One', 'Two'])
  })

  test('that came while the trigger was paused does not', async () => {
    const lab = await openFilesLab()
    await lab.write('One.wav', '1')
    await lab.change({})
    await lab.pass(longSec)
    expect(lab.names()).toEqual([])
  })

  test('fires again when it is written anew, also after it was deleted', async () => {
    const lab = await openFilesLab()
    await lab.write('Song.wav', 'one')
    await lab.pass(longSec)
    await lab.write('Song.wav', 'two, longer')
    await lab.pass(longSec)
    await lab.remove('Song.wav')
    await lab.pass(longSec)
    await lab.write('Song.wav', 'three')
    await utimes(lab.at('Song.wav'), 1, 1)
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => (data.file as { bytes: number }).bytes)).toEqual([3, 11, 5])
  })

  test('with a temporary name fires under its own, and a file that got another name does not', async () => {
    const lab = await openFilesLab()
    for (const name of ['a.wav.part', '.b.wav', '~c.wav', 'd.wav.asd', 'e.tmp', 'f.blend1', 'Backup/g.wav'])
      await lab.write(name, name)
    await lab.pass(longSec)
    expect(lab.names()).toEqual([])
    await lab.move('a.wav.part', 'a.wav')
    await lab.pass(longSec)
    await lab.move('a.wav', 'b.wav')
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['a'])
  })

  test('that is empty waits until something is in it', async () => {
    const lab = await openFilesLab()
    await lab.write('Song.wav', '')
    await lab.pass(longSec)
    expect(lab.heard).toEqual([])
    await lab.write('Song.wav', 'x')
    await lab.pass(longSec)
    expect(lab.heard).toHaveLength(1)
  })

  test('that cannot be read waits, and the trigger says so', async () => {
    const lab = await openFilesLab()
    refused.add(lab.at('Song.wav'))
    await lab.write('Song.wav', 'x')
    await lab.pass(longSec)
    expect(lab.condition.note).toContain('Song.wav has to wait: Segue may not read it')
    refused.clear()
    await lab.pass(longSec)
    expect(lab.names()).toEqual(['Song'])
    expect(lab.condition.note).toBeNull()
  })

  test('is told again when the store takes nothing for a while', async () => {
    const lab = await openFilesLab()
    lab.refusal = new Error('disk full')
    await lab.write('Song.wav', 'x')
    await lab.pass(longSec)
    expect(lab.condition.failure).toMatchObject({ message: 'disk full' })
    lab.refusal = null
    await lab.pass(longSec)
    expect([lab.names(), lab.condition.failure]).toEqual([['Song'], null])
  })
})

test('only names that fit are looked at, in whatever case and however accents are written', async () => {
  const lab = await openFilesLab({ settings: { pattern: 'Té*.{wav,aif}' } })
  for (const name of ['te\u0301n.WAV', 'Ten.wav', 'Téa.mp3', 'Té.aif']) await lab.write(name, name)
  await lab.pass(longSec)
  expect(lab.heard.map(({ words }) => words).sort()).toEqual(['Té.aif', 'te\u0301n.WAV'].sort())
})

test('folders in it are watched when a person wants it, also those that come later', async () => {
  const lab = await openFilesLab({ settings: { subfolders: true } })
  await lab.write('day 1/takes/One.wav', '1')
  await lab.pass(longSec)
  await lab.move('day 1', 'day one')
  await lab.write('day one/takes/Two.wav', '2')
  await lab.pass(longSec)
  expect(lab.heard.map(({ data }) => [data.name, data.folder])).toEqual([
    ['One', 'takes'],
    ['Two', 'takes'],
  ])
  const flat = await openFilesLab()
  await flat.write('day 1/One.wav', '1')
  await flat.pass(longSec)
  expect(flat.heard).toEqual([])
})

test('S21 a name that looks like a template stays what it is', async () => {
  const lab = await openFilesLab()
  const names = ['{{ 6 * 7 }}', '=1+1', `${'$'}{process.env.HOME}`, '<%= 1 %>', '__proto__']
  for (const name of names) await lab.write(`${name}.wav`, name)
  await lab.pass(longSec)
  expect(lab.names().sort()).toEqual(names.sort())
  expect(lab.heard.map(({ data }) => (data.file as { name: string }).name).sort()).toEqual(
    names.map((name) => `${name}.wav`).sort(),
  )
})

describe('the newest of a series', () => {
  test('fires; an older one goes by, whenever it comes', async () => {
    const lab = await openFilesLab({ settings: { mode: 'newest' } })
    for (const name of ['Song v9 MASTER.wav', 'Song v10 MASTER.wav', 'Other v1.wav'])
      await lab.write(name, name)
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => data.take).sort()).toEqual([1, 10])
    await lab.write('Song v8 MASTER.wav', '8')
    await lab.pass(longSec)
    expect(lab.heard).toHaveLength(2)
    expect(lab.passed.at(-1)).toEqual({ words: 'Song v8 MASTER.wav', reason: 'Song v10 MASTER.wav is newer' })
    await lab.write('Song v11 MASTER.wav', '11')
    await lab.pass(longSec)
    expect(lab.heard.at(-1)?.data.take).toBe(11)
  })

  test('of frames is the last one, when no more come', async () => {
    const lab = await openFilesLab({ settings: { mode: 'newest' } })
    for (let frame = 1; frame <= 6; frame++) {
      await lab.write(`shot_000${frame}.png`, `${frame}`)
      await lab.pass(2)
    }
    expect(lab.heard).toEqual([])
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => data.name)).toEqual(['shot_0006'])
  })
})

describe('a set', () => {
  const set = ['*_drums.wav', '*_bass.wav']
  const bytesOf = (data: Record<string, unknown>) =>
    (data.files as { bytes: number }[]).map(({ bytes }) => bytes)

  test('fires when all of one name are there, and again when one is made anew', async () => {
    const lab = await openFilesLab({ settings: { mode: 'set', set } })
    await lab.write('One_drums.wav', 'd')
    await lab.write('Two_bass.wav', 'b')
    await lab.pass(longSec)
    expect([lab.heard, lab.passed]).toEqual([
      [],
      [
        { words: 'One_drums.wav', reason: 'waits for *_bass.wav' },
        { words: 'Two_bass.wav', reason: 'waits for *_drums.wav' },
      ],
    ])
    await lab.restart()
    await lab.write('One_bass.wav', 'bb')
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => [data.name, bytesOf(data)])).toEqual([['One', [1, 2]]])
    await lab.write('One_drums.wav', 'ddd')
    await lab.pass(longSec)
    expect(lab.heard.slice(1).map(({ data }) => bytesOf(data))).toEqual([[3, 2]])
  })

  test('without patterns is all that came together, by the beginning of the names', async () => {
    const lab = await openFilesLab({ settings: { mode: 'set' } })
    for (const stem of ['Night Drive Kick', 'Night Drive Lead Synth', 'Night Drive Bass']) {
      await lab.write(`${stem}.wav`, stem)
      await lab.pass(2)
    }
    await lab.pass(longSec)
    expect(lab.heard.map(({ data }) => [data.name, Object.keys(data.roles as object)])).toEqual([
      ['Night Drive', ['bass', 'kick', 'lead synth']],
    ])
  })
})
