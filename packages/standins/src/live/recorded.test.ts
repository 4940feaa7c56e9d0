import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { draftDrumRack, draftPlugIn, draftSampler } from '@segue/media/als/draftDevices'
import { openSound } from '@segue/media/sound/open'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audio, levelDb, midi, note, rate, Studio, set, toneDb } from './testStudio.ts'

let studio: Studio
beforeAll(async () => {
  studio = await Studio.open()
})
afterAll(() => studio.close())

describe('recorded sound', () => {
  test('an audio clip plays its file at its gain, where it stands, and stays sample-true', async () => {
    const file = await studio.sine('tone.wav', { hertz: 440, sec: 2 })
    const { left, tracks } = await studio.render(set([audio({ start: 2, end: 6, file, gain: 0.5 })]))
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
    const file = await studio.sine('loop.wav', { hertz: 500, sec: 2 })
    // Two seconds are four beats at the file's own 120; the set plays at 90
    const warp = [
      { sec: 0, beat: 0 },
      { sec: 2, beat: 4 },
    ]
    const clip = { start: 0, end: 8, file, warp, loop: { on: true, start: 0, end: 4 } }
    const stretched = await studio.render(set([audio(clip)], { bpm: 90 }))
    expect(toneDb(stretched.left, 500, 0.5, 2)).toBeGreaterThan(toneDb(stretched.left, 375, 0.5, 2) + 12)
    const shifted = await studio.render(set([audio({ ...clip, semitones: 12 })], { bpm: 90 }))
    expect(toneDb(shifted.left, 1000, 0.5, 2)).toBeGreaterThan(toneDb(shifted.left, 500, 0.5, 2) + 12)
    const turntable = await studio.render(set([audio({ ...clip, warpMode: 3 })], { bpm: 90 }))
    expect(toneDb(turntable.left, 375, 0.5, 2)).toBeGreaterThan(toneDb(turntable.left, 500, 0.5, 2) + 12)
  })

  test('frozen audio wins over the notes of the track', async () => {
    const file = await studio.sine('Freeze Synth.wav', { hertz: 300, sec: 4 })
    const track = midi('Synth', [note(72, 0, 8)], 8, {
      freeze: [{ start: 0, end: 8, file }],
      devices: draftPlugIn('X'),
    })
    const { left, tracks } = await studio.render(set([track]))
    expect(tracks[0]).toMatchObject({ heard: 'recorded', note: 'Frozen audio' })
    expect(toneDb(left, 300, 0.5, 2)).toBeGreaterThan(toneDb(left, 523.25, 0.5, 2) + 40)
  })

  test('samples of a Drum Rack play from their pads; pads without their file are sketched', async () => {
    const file = await studio.sine('blip.wav', { hertz: 2000, sec: 0.2 })
    const devices = draftDrumRack([
      { key: 50, devices: draftSampler([{ file }], 12) },
      { key: 36, devices: draftSampler([{ file: { name: 'My Kick.wav' } }], 12) },
    ])
    const { left, tracks, meta } = await studio.render(
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
    const { left, tracks } = await studio.render(set([audio(clip)], { bpm: 126 }))
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
    const file = await studio.sine('c.wav', { hertz: 400, sec: 2 })
    const devices = draftSampler([{ file, root: 60 }], 12)
    const { left } = await studio.render(set([midi('Bells', [note(72, 0, 2)], 8, { devices })]))
    expect(toneDb(left, 800, 0.1, 0.9)).toBeGreaterThan(toneDb(left, 400, 0.1, 0.9) + 40)
  })

  test('a missing or broken file makes its track silent, never the render', async () => {
    await writeFile(join(studio.folder, 'broken.wav'), 'RIFF....WAVE not really')
    const clips = [{ start: 0, end: 4, file: { name: 'broken.wav' } }]
    const gone = {
      kind: 'audio' as const,
      name: 'Gone',
      clips: [{ start: 0, end: 4, file: { name: 'gone.wav' } }],
    }
    const { tracks, left } = await studio.render(set([{ kind: 'audio', name: 'Broken', clips }, gone]))
    expect(tracks.map(({ heard }) => heard)).toEqual(['silent', 'silent'])
    expect(levelDb(left)).toBeLessThan(-120)
  })
})
