import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { draftPlugIn } from '@segue/media/als/draftDevices'
import { draftSetFile } from '@segue/media/als/draftSet'
import { failureOf, live } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderSet } from './renderSet.ts'
import { levelDb, midi, note, rate, Studio, set } from './testStudio.ts'

let studio: Studio
beforeAll(async () => {
  studio = await Studio.open()
})
afterAll(() => studio.close())

describe('a sketched set', () => {
  const kick = midi(
    'Kick',
    [0, 1, 2, 3, 4, 5, 6, 7].map((beat) => note(36, beat)),
  )
  const bass = midi('Sub bass', [note(29, 0, 8)])

  test('each kick begins on its beat, within 5 ms', async () => {
    const { left } = await studio.render(set([kick]))
    for (let beat = 1; beat < 8; beat++) {
      const start = Math.round((beat - 0.1) * 0.5 * rate)
      const onset = left.subarray(start).findIndex((x) => Math.abs(x) > 0.02)
      expect(Math.abs((start + onset) / rate - beat * 0.5)).toBeLessThan(0.005)
    }
  })

  test('is loud enough, never clips, has no offset and fades to silence', async () => {
    const { left, right, meta } = await studio.render(set([kick, bass]))
    const peak = left.reduce((top, x) => Math.max(top, Math.abs(x)), 0)
    expect(peak).toBeGreaterThan(0.3)
    expect(peak).toBeLessThan(0.9)
    expect(levelDb(left, 0, 4)).toBeGreaterThan(-24)
    expect(Math.abs(left.reduce((sum, x) => sum + x, 0) / left.length)).toBeLessThan(0.001)
    expect(levelDb(right, (meta.durationSec ?? 0) - 0.1)).toBeLessThan(-60)
  })

  test('gives the same bytes every time', async () => {
    const [one, two] = [join(studio.folder, 'one.wav'), join(studio.folder, 'two.wav')]
    const chords = midi(
      'Pad',
      [53, 56, 60].map((key) => note(key, 0, 4)),
    )
    await studio.render(set([kick, chords]), { out: one })
    await studio.render(set([kick, chords]), { out: two })
    expect((await readFile(one)).equals(await readFile(two))).toBe(true)
  })

  test('says what it is, with time and a report per track', async () => {
    const serum = midi('Growl', [note(40, 0)], 8, { devices: draftPlugIn('Serum') })
    const draft = set([kick, serum], { locators: [{ beat: 4, name: 'Drop' }] })
    const { meta, tracks, fractions } = await studio.render(draft)
    expect(meta).toMatchObject({ standIn: 'live', bpm: 120, sampleRate: rate, channels: 2 })
    expect(meta.locators).toEqual([{ name: 'Drop', beat: 4, sec: 2 }])
    expect(tracks).toEqual([
      { track: 'Kick', heard: 'sketched', note: 'Sketched as drums' },
      { track: 'Growl', heard: 'sketched', note: 'Sketched as bass in place of Serum' },
    ])
    expect(meta.remarks?.[0]).toBe(
      'sketch sound: 0 of 2 tracks as recorded, 2 sketched, 1 plug-in silent: Serum',
    )
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })

  test('follows the tempo of the set', async () => {
    const tempo = [
      { beat: 0, bpm: 60 },
      { beat: 2, bpm: 60 },
      { beat: 2, bpm: 240 },
    ]
    const { left } = await studio.render(set([midi('Kick', [note(36, 6)])], { tempo }))
    expect(left.findIndex((x) => Math.abs(x) > 0.02) / rate).toBeCloseTo(3, 2)
  })

  test('plays the scenes in order when the arrangement is empty', async () => {
    const clip = (key: number) => ({ start: 0, end: 4, notes: [note(key, 0)] })
    const track = { kind: 'midi' as const, name: 'Drums', session: [clip(36), null, clip(36)] }
    const { left, meta } = await studio.render(set([track]))
    expect(meta.remarks).toContain('The arrangement is empty: the scenes play in order.')
    expect(levelDb(left, 1, 1.9)).toBeLessThan(-70)
    expect(levelDb(left, 2, 2.2)).toBeGreaterThan(-25)
  })
})

describe('the mixer', () => {
  const tone = (track: object) => midi('Lead', [note(69, 0, 8)], 8, track)

  test('volume and pan of tracks and groups are heard', async () => {
    const plain = await studio.render(set([tone({})]))
    const group = { kind: 'group' as const, id: 5, name: 'G', volume: 0.5 }
    const quiet = await studio.render(set([group, tone({ groupId: 5, volume: 0.5, pan: -1 })]))
    expect(levelDb(plain.left, 1, 3) - levelDb(quiet.left, 1, 3)).toBeGreaterThan(8)
    expect(levelDb(quiet.left, 1, 3) - levelDb(quiet.right, 1, 3)).toBeGreaterThan(12)
  })

  test('muted tracks, tracks in muted groups and tracks beside a solo are silent, with the reason', async () => {
    const group = { kind: 'group' as const, id: 5, name: 'G', muted: true }
    const muted = await studio.render(set([group, tone({ groupId: 5 }), tone({ muted: true })]))
    expect(muted.tracks.map((t) => t.note)).toEqual(['Its group G is muted', 'Muted'])
    expect(levelDb(muted.left)).toBeLessThan(-120)
    const solo = await studio.render(set([tone({}), tone({ soloed: true })]))
    expect(solo.tracks.map((t) => t.heard)).toEqual(['silent', 'sketched'])
  })
})

describe('a range', () => {
  test('starts in mid-set with what already sounds, exactly as long as asked', async () => {
    const draft = set([
      midi(
        'Pad',
        [60, 64, 67].map((key) => note(key, 0, 32)),
        32,
      ),
    ])
    const whole = await studio.render(draft)
    const part = await studio.render(draft, { fromSec: 6, toSec: 8 })
    expect(part.left.length).toBe(2 * rate)
    expect(part.meta).toMatchObject({ offsetSec: 6, durationSec: 2 })
    expect(levelDb(part.left)).toBeCloseTo(levelDb(whole.left, 6, 8), 0)
  })

  test('outside the set fails with its length', async () => {
    const failure = await studio
      .render(set([midi('Kick', [note(36, 0)])]), { fromSec: 50 })
      .then(() => null, failureOf)
    expect(failure).toMatchObject({ code: 'set.empty-range', hint: expect.stringContaining('4.0 s') })
  })

  test('a set without clips fails by name', async () => {
    const failure = await studio.render(set([midi('Empty', [], 0)])).then(() => null, failureOf)
    expect(failure?.code).toBe('set.nothing-to-play')
  })

  test('a cancelled render stops and leaves no file', async () => {
    const out = join(studio.folder, 'cancelled.wav')
    const stop = new AbortController()
    const draft = set([midi('Pad', [note(60, 0, 4000)], 4000)])
    const path = join(studio.folder, 'long.als')
    await writeFile(path, draftSetFile(draft))
    const args = live.renderSet.args.parse({ set: path, root: null, out })
    const run = renderSet.run(
      args,
      testContext({ signal: stop.signal, progress: () => stop.abort(new Error('stopped')) }),
    )
    await expect(run).rejects.toThrow('stopped')
    await expect(readFile(out)).rejects.toThrow('ENOENT')
  })
})
