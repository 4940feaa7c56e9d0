import { describe, expect, test } from 'vitest'
import { isIgnored } from './ignored.ts'
import { readPattern } from './pattern.ts'
import { compareNumbers, placeOf } from './series.ts'
import { groupTogether } from './together.ts'

describe('a pattern', () => {
  test.each([
    ['*.wav', 'Song.WAV', true],
    ['*.{wav,aif}', 'Song.aif', true],
    ['*.{wav,aif}', 'Song.aiff', false],
    ['{Mix,Master}*v?.wav', 'Master final v8.wav', true],
    ['{Mix,Master}*v?.wav', 'Master final v10.wav', false],
    ['a+(b)[c].wav', 'a+(b)[c].wav', true],
    ['{open', '{open', true],
    ['*', 'anything', true],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(readPattern(pattern).fits(name)).toBe(fits)
  })

  test('says what its star stands for, as it is written', () => {
    expect(readPattern('*_drums.{wav,aif}').star('Night Drive_DRUMS.aif')).toBe('Night Drive')
    expect(readPattern('*_drums.wav').star('bass.wav')).toBeNull()
  })

  test('that could keep a computer busy for years is quick', () => {
    expect(readPattern(`${'*a'.repeat(90)}*b`).fits('a'.repeat(255))).toBe(false)
    expect(() => readPattern('{a,b}'.repeat(40))).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'files.pattern' }) }),
    )
  })
})

test.each([
  ['Song v8 MASTER', 8],
  ['cut_v003', 3],
  ['Mix (2)', 2],
  ['show.12', 12],
  ['frame_0042', 42],
  ['Take 2026-11-24 18.30', '2026-11-24 18.30'],
  ['Song', null],
  ['Song in 128 beats', null],
])('%s is number %s of its series', (stem, take) => {
  expect(placeOf(stem).take).toBe(take)
})

test('versions are of one series, and what is not counted tells them apart', () => {
  const [seven, eight, demo] = ['Song v7 MASTER', 'Song v08 master', 'Song v8 demo'].map(placeOf)
  expect(seven?.series).toBe(eight?.series)
  expect(demo?.series).not.toBe(eight?.series)
  expect(compareNumbers(eight?.numbers ?? [], seven?.numbers ?? [])).toBeGreaterThan(0)
  const days = ['Take 2026-11-24', 'Take 2027-01-02'].map(placeOf)
  expect(compareNumbers(days[1]?.numbers ?? [], days[0]?.numbers ?? [])).toBeGreaterThan(0)
})

describe('files that came together', () => {
  const grouped = (...stems: string[]) =>
    groupTogether(new Map(stems.map((stem) => [`${stem}.wav`, stem]))).map(({ name, members }) => [
      name,
      members.map(({ role }) => role),
    ])
  test('are named by the words that they share, and each by the rest', () => {
    expect(grouped('Song - Lead Vox', 'Song - Drums')).toEqual([['Song', ['drums', 'lead vox']]])
    expect(grouped('01_Drums', '01_Drum Bus')).toEqual([['01', ['drum bus', 'drums']]])
  })
  test('that share nothing are apart, and one alone is itself', () => {
    expect(grouped('Song Drums', 'Song Bass', 'Other Drums')).toEqual([
      ['Other Drums', ['']],
      ['Song', ['bass', 'drums']],
    ])
    expect(grouped('Drums')).toEqual([['Drums', ['']]])
  })
})

test.each([
  ['Song.wav', false, false],
  ['Backup', true, true],
  ['Backup.wav', false, false],
  ['CrashAutoSave.show.12.toe', false, true],
  ['show.12.toe', false, false],
  ['scene.blend1', false, true],
  ['scene.blend@', false, true],
  ['scene.blend', false, false],
  ['~$Notes.docx', false, true],
  ['film.mp4.crdownload', false, true],
  ['.DS_Store', false, true],
])('%s (a folder: %s) counts for nothing: %s', (name, isFolder, ignored) => {
  expect(isIgnored(name, isFolder)).toBe(ignored)
})
