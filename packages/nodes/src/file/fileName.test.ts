import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf, type NameFacts } from './fileName.ts'

const facts: NameFacts = {
  name: 'film',
  title: 'Night / Drive: “Live”?',
  artist: undefined,
  show: 'Tour',
  shot: 'A010',
  layer: undefined,
  bpm: 124.5,
  beats: 16,
  w: 1920,
  h: 1080,
  fps: 23.976,
  frames: 186,
  codec: 'h264',
  date: '2026-03-09',
}

test('fills every place and adds the extension once', () => {
  expect(fileNameOf('{name} {w}x{h} {fps} {date}', facts, '.mp4')).toBe(
    'film 1920x1080 23.976 2026-03-09.mp4',
  )
  expect(fileNameOf('{name}.MP4', facts, '.mp4')).toBe('film.mp4')
})

test('names a shot and a loop as studios do', () => {
  expect(fileNameOf('{show}_{shot}_{layer}_{codec}_{frames}f', facts, '.mov')).toBe('Tour_A010_h264_186f.mov')
  expect(fileNameOf('{name}_{bpm}bpm_{beats}b_{w}x{h}_{fps}', facts, '.mov')).toBe(
    'film_124.5bpm_16b_1920x1080_23.976.mov',
  )
})

test('replaces what a file system refuses', () => {
  expect(fileNameOf('{title}', facts, '.mp4')).toBe('Night - Drive- “Live”.mp4')
  expect(fileNameOf('../../etc/passwd', facts, '')).toBe('etc-passwd')
})

test('an unknown fact leaves no gap', () => {
  expect(fileNameOf('{artist} - {name}', facts, '.mp4')).toBe('film.mp4')
  expect(fileNameOf('{name}_{artist}_{bpm}', facts, '.mp4')).toBe('film_124.5.mp4')
})

test('keeps the places that only the writer can fill', () => {
  expect(fileNameOf('{name} v{version:03} {run}', facts, '.mp4')).toBe('film v{version:03} {run}.mp4')
})

test('names a place that does not exist', () => {
  expect(() => fileNameOf('{titel}', facts, '.mp4')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'deliver.unknown_place' }) }),
  )
})

test('a device name of Windows gets a prefix', () => {
  expect(fileNameOf('con', facts, '.mp4')).toBe('_con.mp4')
  expect(fileNameOf('NUL.tar', facts, '.gz')).toBe('_NUL.tar.gz')
})

test('any title becomes one short, safe name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = fileNameOf('{title}', { ...facts, title }, '.mp4')
      expect(name).not.toMatch(/[\p{Cc}<>:"/\\|?*]|^[. ]|[. ]\.mp4$/u)
      expect(Buffer.byteLength(name)).toBeLessThan(200)
      expect(name.length).toBeGreaterThan(4)
    }),
  )
})
