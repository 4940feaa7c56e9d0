import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { draftDrumRack, draftPlugIn, draftSampler } from '@segue/media/als/draftDevices'
import { type DraftClip, type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { openSound, readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { failureOf, live } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderSet } from './renderSet.ts'

const rate = 48_000
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-live-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Args = { fromSec?: number; toSec?: number | null; sampleRate?: number }

async function render(draft: DraftSet, options: Args & { signal?: AbortSignal; out?: string } = {}) {
  const set = join(folder, 'set.als')
  await writeFile(set, draftSetFile(draft))
  const { signal = new AbortController().signal, out = join(folder, 'out.wav'), ...rest } = options
  const fractions: number[] = []
  const args = live.renderSet.args.parse({ set, root: null, out, ...rest })
  const answer = await renderSet.run(args, {
    signal,
    progress: ({ fraction }) => fractions.push(fraction ?? -1),
  })
  const result = live.renderSet.result.parse(answer)
  const [left = new Float32Array(), right = new Float32Array()] = (await readSound(out)).planes
  return { ...result, left, right, fractions }
}

/** Level of a stretch of sound, dB below full scale. */
function levelDb(data: Float32Array, from = 0, to = data.length / rate): number {
  const part = data.subarray(Math.round(from * rate), Math.round(to * rate))
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 1e-20) / Math.max(1, part.length))
}

/** Strength of one frequency in a stretch, dB (Goertzel). */
function toneDb(data: Float32Array, hertz: number, from: number, to: number): number {
  const part = data.subarray(Math.round(from * rate), Math.round(to * rate))
  let [re, im] = [0, 0]
  for (const [i, x] of part.entries()) {
    const window = 1 - Math.cos((2 * Math.PI * i) / part.length)
    re += x * window * Math.cos((2 * Math.PI * hertz * i) / rate)
    im += x * window * Math.sin((2 * Math.PI * hertz * i) / rate)
  }
  return 20 * Math.log10(Math.hypot(re, im) / part.length + 1e-12)
}

async function sine(name: string, { hertz, sec, gain = 0.5 }: { hertz: number; sec: number; gain?: number }) {
  const plane = Float32Array.from(
    { length: sec * rate },
    (_, i) => gain * Math.sin((2 * Math.PI * hertz * i) / rate),
  )
  await writeWav(join(folder, name), [plane], { sampleRate: rate, bits: 24 })
  return { name, frames: plane.length, sampleRate: rate }
}

const note = (key: number, beat: number, beats = 0.25) => ({ key, beat, beats, velocity: 110 })
const midi = (name: string, notes: readonly ReturnType<typeof note>[], end = 8, more = {}) => ({
  kind: 'midi' as const,
  name,
  clips: [{ start: 0, end, notes }],
  ...more,
})
const audio = (clip: DraftClip, more = {}) => ({
  kind: 'audio' as const,
  name: 'Audio',
  clips: [clip],
  ...more,
})
const set = (tracks: DraftSet['tracks'], more: Partial<DraftSet> = {}): DraftSet => ({
  version: 12,
  bpm: 120,
  tracks,
  ...more,
})

describe('a sketched set', () => {
  const kick = midi(
    'Kick',
    [0, 1, 2, 3, 4, 5, 6, 7].map((beat) => note(36, beat)),
  )
  const bass = midi('Sub bass', [note(29, 0, 8)])

  test('each kick begins on its beat, within 5 ms', async () => {
    const { left } = await render(set([kick]))
    for (let beat = 1; beat < 8; beat++) {
      const start = Math.round((beat - 0.1) * 0.5 * rate)
      const onset = left.subarray(start).findIndex((x) => Math.abs(x) > 0.02)
      expect(Math.abs((start + onset) / rate - beat * 0.5)).toBeLessThan(0.005)
    }
  })

  test('is loud enough, never clips, has no offset and fades to silence', async () => {
    const { left, right, meta } = await render(set([kick, bass]))
    const peak = left.reduce((top, x) => Math.max(top, Math.abs(x)), 0)
    expect(peak).toBeGreaterThan(0.3)
    expect(peak).toBeLessThan(0.9)
    expect(levelDb(left, 0, 4)).toBeGreaterThan(-24)
    expect(Math.abs(left.reduce((sum, x) => sum + x, 0) / left.length)).toBeLessThan(0.001)
    expect(levelDb(right, (meta.durationSec ?? 0) - 0.1)).toBeLessThan(-60)
  })

  test('gives the same bytes every time', async () => {
    const [one, two] = [join(folder, 'one.wav'), join(folder, 'two.wav')]
    const chords = midi(
      'Pad',
      [53, 56, 60].map((key) => note(key, 0, 4)),
    )
    await render(set([kick, chords]), { out: one })
    await render(set([kick, chords]), { out: two })
    expect((await readFile(one)).equals(await readFile(two))).toBe(true)
  })

  test('says what it is, with time and a report per track', async () => {
    const serum = midi('Growl', [note(40, 0)], 8, { devices: draftPlugIn('Serum') })
    const draft = set([kick, serum], { locators: [{ beat: 4, name: 'Drop' }] })
    const { meta, tracks, fractions } = await render(draft)
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
    const { left } = await render(set([midi('Kick', [note(36, 6)])], { tempo }))
    expect(left.findIndex((x) => Math.abs(x) > 0.02) / rate).toBeCloseTo(3, 2)
  })

  test('plays the scenes in order when the arrangement is empty', async () => {
    const clip = (key: number) => ({ start: 0, end: 4, notes: [note(key, 0)] })
    const track = { kind: 'midi' as const, name: 'Drums', session: [clip(36), null, clip(36)] }
    const { left, meta } = await render(set([track]))
    expect(meta.remarks).toContain('The arrangement is empty: the scenes play in order.')
    expect(levelDb(left, 1, 1.9)).toBeLessThan(-70)
    expect(levelDb(left, 2, 2.2)).toBeGreaterThan(-25)
  })
})

describe('recorded sound', () => {
  test('an audio clip plays its file at its gain, where it stands, and stays sample-true', async () => {
    const file = await sine('tone.wav', { hertz: 440, sec: 2 })
    const { left, tracks } = await render(set([audio({ start: 2, end: 6, file, gain: 0.5 })]))
    expect(levelDb(left, 0, 0.99)).toBeLessThan(-80)
    for (const at of [1.0005, 1.5, 2.25, 2.9]) {
      const frame = Math.round(at * rate)
      const expected = 0.25 * Math.sin((2 * Math.PI * 440 * (frame - rate)) / rate)
      expect(left[frame]).toBeCloseTo(expected, 5)
    }
    expect(levelDb(left, 3.05, 3.4)).toBeLessThan(-60)
    expect(tracks[0]).toMatchObject({ heard: 'recorded' })
  })

  test('a warped loop keeps its pitch at another tempo, and a transposed one moves it', async () => {
    const file = await sine('loop.wav', { hertz: 500, sec: 2 })
    // Two seconds are four beats at the file's own 120; the set plays at 90
    const warp = [
      { sec: 0, beat: 0 },
      { sec: 2, beat: 4 },
    ]
    const clip = { start: 0, end: 8, file, warp, loop: { on: true, start: 0, end: 4 } }
    const stretched = await render(set([audio(clip)], { bpm: 90 }))
    expect(toneDb(stretched.left, 500, 0.5, 2)).toBeGreaterThan(toneDb(stretched.left, 375, 0.5, 2) + 12)
    const shifted = await render(set([audio({ ...clip, semitones: 12 })], { bpm: 90 }))
    expect(toneDb(shifted.left, 1000, 0.5, 2)).toBeGreaterThan(toneDb(shifted.left, 500, 0.5, 2) + 12)
    const turntable = await render(set([audio({ ...clip, warpMode: 3 })], { bpm: 90 }))
    expect(toneDb(turntable.left, 375, 0.5, 2)).toBeGreaterThan(toneDb(turntable.left, 500, 0.5, 2) + 12)
  })

  test('frozen audio wins over the notes of the track', async () => {
    const file = await sine('Freeze Synth.wav', { hertz: 300, sec: 4 })
    const track = midi('Synth', [note(72, 0, 8)], 8, {
      freeze: [{ start: 0, end: 8, file }],
      devices: draftPlugIn('X'),
    })
    const { left, tracks } = await render(set([track]))
    expect(tracks[0]).toMatchObject({ heard: 'recorded', note: 'Frozen audio' })
    expect(toneDb(left, 300, 0.5, 2)).toBeGreaterThan(toneDb(left, 523.25, 0.5, 2) + 40)
  })

  test('samples of a Drum Rack play from their pads; pads without their file are sketched', async () => {
    const file = await sine('blip.wav', { hertz: 2000, sec: 0.2 })
    const devices = draftDrumRack([
      { key: 50, devices: draftSampler([{ file }], 12) },
      { key: 36, devices: draftSampler([{ file: { name: 'My Kick.wav' } }], 12) },
    ])
    const { left, tracks, meta } = await render(
      set([midi('Kit', [note(50, 0), note(36, 4)], 8, { devices })]),
    )
    expect(tracks[0]?.heard).toBe('sampled')
    expect(toneDb(left, 2000, 0, 0.2)).toBeGreaterThan(-30)
    expect(toneDb(left, 50, 2, 2.3)).toBeGreaterThan(-40)
    expect(meta.remarks).toContain('1 of 2 sound files are missing: My Kick.wav')
  })

  test('a real break, warped to the tempo of the set, comes round on its beat each time', async () => {
    const path = '/usr/share/sonic-pi/samples/loop_amen.flac'
    const sec = (await openSound(path)).facts.durationSec
    const warp = [
      { sec: 0, beat: 0 },
      { sec, beat: 4 },
    ]
    const file = { name: 'loop_amen.flac', path }
    const clip = { start: 0, end: 16, file, warp, loop: { on: true, start: 0, end: 4 } }
    const { left, tracks } = await render(set([audio(clip)], { bpm: 126 }))
    expect(tracks[0]?.heard).toBe('recorded')
    const bar = (4 * 60) / 126
    for (const pass of [1, 2, 3]) {
      expect(levelDb(left, pass * bar, pass * bar + 0.1)).toBeCloseTo(levelDb(left, 0, 0.1), -1)
      expect(levelDb(left, pass * bar, pass * bar + 0.03)).toBeGreaterThan(
        levelDb(left, pass * bar - 0.04, pass * bar - 0.01),
      )
    }
  })

  test('a Simpler plays its sample at the pitch of the note', async () => {
    const file = await sine('c.wav', { hertz: 400, sec: 2 })
    const devices = draftSampler([{ file, root: 60 }], 12)
    const { left } = await render(set([midi('Bells', [note(72, 0, 2)], 8, { devices })]))
    expect(toneDb(left, 800, 0.1, 0.9)).toBeGreaterThan(toneDb(left, 400, 0.1, 0.9) + 40)
  })

  test('a missing or broken file makes its track silent, never the render', async () => {
    await writeFile(join(folder, 'broken.wav'), 'RIFF....WAVE not really')
    const clips = [{ start: 0, end: 4, file: { name: 'broken.wav' } }]
    const gone = {
      kind: 'audio' as const,
      name: 'Gone',
      clips: [{ start: 0, end: 4, file: { name: 'gone.wav' } }],
    }
    const { tracks, left } = await render(set([{ kind: 'audio', name: 'Broken', clips }, gone]))
    expect(tracks.map(({ heard }) => heard)).toEqual(['silent', 'silent'])
    expect(levelDb(left)).toBeLessThan(-120)
  })
})

describe('the mixer', () => {
  const tone = (track: object) => midi('Lead', [note(69, 0, 8)], 8, track)

  test('volume and pan of tracks and groups are heard', async () => {
    const plain = await render(set([tone({})]))
    const group = { kind: 'group' as const, id: 5, name: 'G', volume: 0.5 }
    const quiet = await render(set([group, tone({ groupId: 5, volume: 0.5, pan: -1 })]))
    expect(levelDb(plain.left, 1, 3) - levelDb(quiet.left, 1, 3)).toBeGreaterThan(8)
    expect(levelDb(quiet.left, 1, 3) - levelDb(quiet.right, 1, 3)).toBeGreaterThan(12)
  })

  test('muted tracks, tracks in muted groups and tracks beside a solo are silent, with the reason', async () => {
    const group = { kind: 'group' as const, id: 5, name: 'G', muted: true }
    const muted = await render(set([group, tone({ groupId: 5 }), tone({ muted: true })]))
    expect(muted.tracks.map((t) => t.note)).toEqual(['Its group G is muted', 'Muted'])
    expect(levelDb(muted.left)).toBeLessThan(-120)
    const solo = await render(set([tone({}), tone({ soloed: true })]))
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
    const whole = await render(draft)
    const part = await render(draft, { fromSec: 6, toSec: 8 })
    expect(part.left.length).toBe(2 * rate)
    expect(part.meta).toMatchObject({ offsetSec: 6, durationSec: 2 })
    expect(levelDb(part.left)).toBeCloseTo(levelDb(whole.left, 6, 8), 0)
  })

  test('outside the set fails with its length', async () => {
    const failure = await render(set([midi('Kick', [note(36, 0)])]), { fromSec: 50 }).then(
      () => null,
      failureOf,
    )
    expect(failure).toMatchObject({ code: 'set.empty-range', hint: expect.stringContaining('4.0 s') })
  })

  test('a set without clips fails by name', async () => {
    const failure = await render(set([midi('Empty', [], 0)])).then(() => null, failureOf)
    expect(failure?.code).toBe('set.nothing-to-play')
  })

  test('a cancelled render stops and leaves no file', async () => {
    const out = join(folder, 'cancelled.wav')
    const stop = new AbortController()
    const draft = set([midi('Pad', [note(60, 0, 4000)], 4000)])
    const path = join(folder, 'long.als')
    await writeFile(path, draftSetFile(draft))
    const args = live.renderSet.args.parse({ set: path, root: null, out })
    const run = renderSet.run(args, { signal: stop.signal, progress: () => stop.abort(new Error('stopped')) })
    await expect(run).rejects.toThrow('stopped')
    await expect(readFile(out)).rejects.toThrow('ENOENT')
  })
})
