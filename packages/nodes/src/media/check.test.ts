import { encodeExr } from '@segue/media/exr/write'
import { createWav } from '@segue/media/sound/wavWriter'
import type { ArtifactRef } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { check } from './check.ts'
import { encode } from './encode.ts'
import { paintSequence } from './testPictures.ts'

const bench = testBench()
const size = { width: 64, height: 36 }

/** 997 Hz in both channels for two seconds. */
async function tone(db: number): Promise<ArtifactRef> {
  const path = bench.file(`tone${db}.wav`)
  const plane = Float32Array.from({ length: 96_000 }, (_, i) => {
    return 10 ** (db / 20) * Math.sin((2 * Math.PI * 997 * i) / 48_000)
  })
  const wav = await createWav(path, { sampleRate: 48_000, channels: 2, bits: 32 })
  await wav.write([plane, plane])
  await wav.close()
  return bench.save(path, { mime: 'audio/wav', name: `tone${db}.wav` })
}

/** A bar that moves on by a step a frame; black from frame 6 to 11, still from 24 to 35. */
const troubled = () =>
  paintSequence(bench, { ...size, count: 48 }, (context, index) => {
    const place = index < 24 ? index : Math.max(24, index - 12)
    context.fillStyle = '#203040'
    context.fillRect(0, 0, 64, 36)
    context.fillStyle = '#ff5a36'
    context.fillRect(place, 0, 10, 36)
    context.fillStyle = '#000'
    if (index >= 6 && index < 12) context.fillRect(0, 0, 64, 36)
  })

test('black and frozen pictures are found where they are, also in a film', async () => {
  const frames = await troubled()
  const params = { black: 0.25, frozen: 0.5 }
  const seen = await bench.run(check, { inputs: { frames }, params })
  expect(seen.fine).toBe(false)
  expect(seen.text).toContain('Black: 0.25 s–0.50 s (frames 7–12).')
  expect(seen.text).toContain('Nothing moves: 1.00 s–1.54 s (frames 25–37).')
  expect(seen.text).toContain('48 frames, 2.00 s.')
  const { video } = await bench.run(encode, { inputs: { frames } })
  if (video === undefined) throw new Error('no film')
  const film = await bench.run(check, { inputs: { film: video }, params })
  expect(film.text).toContain('Black: 0.25 s–0.50 s (frames 7–12).')
  expect(film.text).toContain('Nothing moves: 1.00 s–1.54 s')
  const strict = { black: 0.3, frozen: 0.6 }
  const passed = await bench.run(check, { inputs: { frames }, params: strict })
  expect(passed).toMatchObject({ fine: true, text: '48 frames, 2.00 s.' })
})

test('what is wrong stops a recipe when that is wanted', async () => {
  const run = bench.run(check, {
    inputs: { frames: await troubled() },
    params: { length: 3, ifWrong: 'fail' },
  })
  await expect(run).rejects.toThrow('48 frames, 2.00 s; 3.00 s are wanted.')
})

test('magenta is told as a missing texture', async () => {
  const frames = await paintSequence(bench, { ...size, count: 3 }, (context, index) => {
    context.fillStyle = index === 1 ? '#ff00ff' : '#405060'
    context.fillRect(0, 0, 20, 20)
  })
  const { text } = await bench.run(check, { inputs: { frames } })
  expect(text).toContain('Magenta, as of a missing texture: 0.04 s–0.08 s (frames 2–2).')
})

test.each([
  { db: -20, loudness: 'any', fine: true, text: '−20.0 LUFS.\nTrue peak −20.0 dBTP.' },
  { db: -23, loudness: 'broadcast', fine: true, text: '−23.0 LUFS.\nTrue peak −23.0 dBTP.' },
  { db: -20, loudness: 'broadcast', fine: false, text: '−20.0 LUFS; broadcast wants −23.0 ± 0.5.' },
  { db: -14, loudness: 'streaming', fine: true, text: '−14.0 LUFS.' },
  { db: 1, loudness: 'any', fine: false, text: 'True peak 1.0 dBTP; at most 0.0 is wanted.' },
] as const)('a tone of $db dBFS for $loudness', async ({ db, loudness, fine, text }) => {
  const done = await bench.run(check, { inputs: { sound: await tone(db) }, params: { loudness } })
  expect(done.text).toContain(text)
  expect(done.fine).toBe(fine)
})

test('sound that is not as long as its picture is told, and a silent one', async () => {
  const frames = await paintSequence(bench, { ...size, count: 24 }, (context, index) => {
    context.fillStyle = '#fff'
    context.fillRect(index, 0, 8, 36)
  })
  const long = await bench.run(check, { inputs: { frames, sound: await tone(-20) } })
  expect(long.text).toContain('The sound lasts 2.00 s, the picture 1.00 s.')
  const silent = await bench.run(check, { inputs: { sound: await tone(-400) } })
  expect(silent).toMatchObject({ fine: false, text: 'The sound is silent.' })
})

test('numbers that are missing or twice there, and files of an odd size, are named', async () => {
  const file = (name: string, bytes: number): ArtifactRef => ({
    ...{ artifactId: 'a'.repeat(64), mime: 'application/octet-stream', name, bytes, meta: {} },
  })
  const numbers = [1001, 1002, 1003, 1006, 1007, 1008]
  const files = [...numbers.map((n) => file(`shot_${n}.png`, 5000)), file('shot_1009.png', 0)]
  const { text, fine } = await bench.run(check, { inputs: { files: [...files, file('b-1007.png', 21_000)] } })
  expect(fine).toBe(false)
  expect(text).toContain('Numbers 1001–1009. Missing: 1004, 1005.')
  expect(text).toContain('The same number: shot_1007.png, b-1007.png.')
  expect(text).toContain('Far from the size of their neighbours: shot_1009.png, b-1007.png.')
})

test('frames that were promised and are not there are told', async () => {
  const meta = { fps: { num: 24, den: 1 }, frames: 5 }
  const frames = await paintSequence(bench, { ...size, count: 3 }, () => {}, meta)
  expect((await bench.run(check, { inputs: { frames } })).text).toContain('Only 3 of 5 frames are there.')
})

test('a folder of frames is looked at one by one: damaged, empty, black, and pixels that are no number', async () => {
  const rgba = (light: number) =>
    Uint8ClampedArray.from({ length: 16 * 9 * 4 }, (_, i) => (i % 4 === 3 ? 255 : light))
  const exr = async (light: number) => encodeExr(rgba(light), { width: 16, height: 9, alpha: false })
  const cut = (await exr(200)).subarray(0, 300)
  // one pixel does not get smaller and lies bare at the end; a half of all ones is no number
  const pixel = await encodeExr(Uint8ClampedArray.of(9, 9, 9, 255), { width: 1, height: 1, alpha: false })
  pixel.fill(0xff, pixel.length - 2)
  const given = [
    { name: 'f_0001.exr', bytes: await exr(0) },
    { name: 'f_0002.exr', bytes: await exr(200) },
    { name: 'f_0003.exr', bytes: cut },
    { name: 'f_0004.exr', bytes: pixel },
  ]
  const files = await Promise.all(
    given.map(({ name, bytes }) => bench.save(bytes, { mime: 'image/x-exr', name })),
  )
  const { text, fine } = await bench.run(check, { inputs: { files }, params: { black: 0.04 } })
  expect(fine).toBe(false)
  expect(text).toContain('Damaged or cut short: f_0003.exr.')
  expect(text).toContain('Pixels that are no number (NaN or infinite): f_0004.exr.')
  expect(text).toContain('Black: f_0001.exr')
})

test('nothing connected is nothing to check', async () => {
  await expect(bench.run(check)).rejects.toThrow('There is nothing to check.')
})
