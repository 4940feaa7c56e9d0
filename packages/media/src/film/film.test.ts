import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSound } from '../sound/open.ts'
import { encodeFilm } from './film.ts'
import { probeFilm } from './probe.ts'
import { clickTrack, paintFrames, plainFilm } from './testMaterial.ts'

const size = { width: 64, height: 48 }
let folder: string
let paths: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-film-'))
  paths = await paintFrames(folder, { ...size, count: 48 }, (context, i) => {
    context.fillStyle = `hsl(${i * 7} 80% 50%)`
    context.fillRect(0, 0, 64, 48)
  })
})

afterAll(() => rm(folder, { recursive: true }))

const failureCode = (code: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code }) as unknown })

async function clicks(name: string, durationSec: number, sampleRate = 44_100, channels = 2) {
  const path = join(folder, name)
  await clickTrack(path, { sampleRate, durationSec, clicksSec: [0, 0.25], channels })
  return { path, name }
}

test('a film is H.264 in BT.709 limited range with AAC, its index in front', async () => {
  const out = join(folder, 'plain.mp4')
  await encodeFilm(plainFilm(paths, { ...size, out, sound: await clicks('plain.wav', 2) }))
  const facts = await probeFilm(out)
  expect(facts.mime).toMatch(/^video\/mp4; codecs="avc1\.64[0-9a-f]{4}, mp4a\.40\.2"$/)
  expect(facts.video).toMatchObject({ ...size, frames: 48, fps: { num: 24, den: 1 }, durationSec: 2 })
  expect(facts.video.colour).toEqual({
    primaries: 'bt709',
    transfer: 'bt709',
    matrix: 'bt709',
    fullRange: false,
  })
  expect(facts.sound).toMatchObject({ codec: 'aac', sampleRate: 44_100, channels: 2 })
  const head = (await readFile(out)).subarray(0, 200).toString('latin1')
  expect(head.indexOf('moov')).toBeGreaterThan(0)
})

test.each([22_050, 44_100, 48_000, 96_000])('the first sample at %i Hz plays at zero', async (sampleRate) => {
  const out = join(folder, `rate-${sampleRate}.mp4`)
  const sound = await clicks(`rate-${sampleRate}.wav`, 1, sampleRate)
  await encodeFilm(plainFilm(paths, { ...size, out, sound }))
  const decoded = await openSound(out)
  expect(decoded.facts.sampleRate).toBe(sampleRate)
  expect(decoded.facts.durationSec).toBeCloseTo(1, 9)
  const samples: number[] = []
  for await (const planes of decoded.blocks()) samples.push(...(planes[0] ?? []))
  const loud = samples.findIndex((sample) => Math.abs(sample) > 0.4)
  const next = samples.findIndex((sample, i) => i > sampleRate * 0.1 && Math.abs(sample) > 0.4)
  expect(loud / sampleRate).toBeLessThan(0.001)
  expect(Math.abs(next / sampleRate - 0.25)).toBeLessThan(0.001)
})

test('sound that AAC cannot take is resampled and mixed, and the film says so', async () => {
  const sound = await clicks('wide.wav', 1, 192_000, 6)
  const out = join(folder, 'wide.mp4')
  const facts = await encodeFilm(plainFilm(paths, { ...size, out, sound }))
  expect(facts.sound).toEqual({ sampleRate: 48_000, channels: 2 })
  expect(facts.remarks.slice(0, 2)).toEqual([
    'Mixed 6 channels of sound to 2.',
    'Resampled the sound from 192000 to 48000 Hz.',
  ])
  expect(facts.remarks[2]).toMatch(/^−\d+\.\d LUFS, true peak −?\d\.\d dBTP\.$/)
})

test.each([
  { soundSec: 1, frames: 24 },
  { soundSec: 1.02, frames: 25 },
  { soundSec: 5, frames: 48 },
  { soundSec: 0.01, frames: 1 },
])('$soundSec s of sound with 48 frames make $frames frames', async ({ soundSec, frames }) => {
  const out = join(folder, `length-${soundSec}.mp4`)
  const sound = await clicks(`length-${soundSec}.wav`, soundSec)
  const made = await encodeFilm(plainFilm(paths, { ...size, out, sound }))
  const facts = await probeFilm(out)
  expect(made.frames).toBe(frames)
  expect(facts.video.frames).toBe(frames)
  expect(Math.abs((facts.sound?.durationSec ?? 0) - facts.video.durationSec)).toBeLessThanOrEqual(1 / 24)
})

test('23.976 frames a second keep exact times', async () => {
  const out = join(folder, 'ntsc.mp4')
  await encodeFilm(plainFilm(paths, { ...size, out, fps: { num: 24_000, den: 1001 } }))
  const facts = await probeFilm(out)
  expect(facts.video.fps).toEqual({ num: 24_000, den: 1001 })
  expect(facts.video.durationSec).toBeCloseTo((48 * 1001) / 24_000, 9)
  expect(facts.sound).toBeNull()
})

test('an odd size gets one more column and row', async () => {
  await mkdir(join(folder, 'odd'))
  const odd = await paintFrames(join(folder, 'odd'), { width: 65, height: 49, count: 2 }, () => {})
  const out = join(folder, 'odd.mp4')
  const facts = await encodeFilm(plainFilm(odd, { width: 65, height: 49, out }))
  expect(facts).toMatchObject({ width: 66, height: 50, remarks: ['Made 66 × 50: H.264 needs even sizes.'] })
  expect((await probeFilm(out)).video).toMatchObject({ width: 66, height: 50 })
})

test('the same film made on another day has the same bytes', async () => {
  const sound = await clicks('again.wav', 1)
  const make = async (day: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, day) })
    const out = join(folder, `again-${day}.mp4`)
    await encodeFilm(plainFilm(paths, { ...size, out, sound, grain: 0.04 }))
    vi.useRealTimers()
    return readFile(out)
  }
  expect((await make(1)).equals(await make(2))).toBe(true)
})

test('no frames is a failure', async () => {
  const film = encodeFilm(plainFilm([], { ...size, out: join(folder, 'none.mp4') }))
  await expect(film).rejects.toEqual(failureCode('film.empty'))
})

test('a cut-off frame fails by its number and leaves nothing behind', async () => {
  const bytes = await readFile(paths[5] ?? '')
  const cut = join(folder, 'cut.png')
  await writeFile(cut, bytes.subarray(0, bytes.length - 20))
  const out = join(folder, 'cut.mp4')
  const film = encodeFilm(plainFilm(paths.with(5, cut), { ...size, out, sound: await clicks('cut.wav', 2) }))
  await expect(film).rejects.toEqual(failureCode('frame.damaged'))
  await expect(film).rejects.toThrow('“Frame 6”')
  expect(await readdir(folder)).not.toContain('cut.mp4')
})

test('a frame of another size is named', async () => {
  const film = encodeFilm(plainFilm(paths, { width: 32, height: 32, out: join(folder, 'size.mp4') }))
  await expect(film).rejects.toEqual(failureCode('frame.size'))
})

test('frames that stop early are a failure, not a shorter film', async () => {
  const film = plainFilm(paths.slice(0, 10), { ...size, out: join(folder, 'early.mp4') })
  await expect(encodeFilm({ ...film, frameCount: 48 })).rejects.toEqual(failureCode('film.frames_missing'))
})

test('cancelling stops within a frame and leaves nothing behind', async () => {
  const stop = new AbortController()
  const out = join(folder, 'cancelled.mp4')
  let last = 0
  const film = encodeFilm(
    plainFilm(paths, {
      ...size,
      out,
      sound: await clicks('cancelled.wav', 2),
      signal: stop.signal,
      onProgress: async ({ done }) => {
        last = done
        if (done === 5) stop.abort()
      },
    }),
  )
  await expect(film).rejects.toThrow('abort')
  expect(last).toBe(5)
  expect(await readdir(folder)).not.toContain('cancelled.mp4')
})
