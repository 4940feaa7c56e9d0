import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSound, readSound } from './open.ts'
import { waveformPeaks } from './peaks.ts'
import { trimSound } from './trim.ts'
import { writeWav } from './wavWriter.ts'

let folder = ''
let source = ''
const rate = 48_000
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-trim-'))
  source = join(folder, 'source.wav')
  const ramp = Float32Array.from({ length: rate * 2 }, (_, i) => (i % 1000) / 1000)
  await writeWav(source, [ramp, ramp.map((x) => -x)], { sampleRate: rate, bits: 32 })
})
afterAll(() => rm(folder, { recursive: true }))

const noFades = { fadeInSec: 0, fadeOutSec: 0 }

it('cuts to the sample and leaves what is between untouched', async () => {
  const out = join(folder, 'cut.wav')
  const { durationSec } = await trimSound(await openSound(source), out, {
    fromSec: 0.5,
    toSec: 1.25,
    ...noFades,
  })
  expect(durationSec).toBe(0.75)
  const [whole, part] = [await readSound(source), await readSound(out)]
  expect(part.planes[1]).toEqual(whole.planes[1]?.slice(rate * 0.5, rate * 1.25))
})

it('writes 24 bits for a source that has no more, exact to the last one, and float for float', async () => {
  const [deep, shallow] = [join(folder, 'deep.wav'), join(folder, 'shallow.wav')]
  await writeWav(shallow, [Float32Array.of(0.5, -1, 1 / 2 ** 23)], { sampleRate: rate, bits: 24 })
  const range = { fromSec: 0, toSec: 1, ...noFades }
  expect((await trimSound(await openSound(shallow), deep, range)).codec).toBe('pcm-s24')
  expect((await readSound(deep)).planes[0]).toEqual(Float32Array.of(0.5, -1, 1 / 2 ** 23))
  await writeWav(shallow, [Float32Array.of(2, -3)], { sampleRate: rate, bits: 32 })
  expect((await trimSound(await openSound(shallow), deep, range)).codec).toBe('pcm-f32')
  expect((await readSound(deep)).planes[0]).toEqual(Float32Array.of(2, -3))
})

it('fades the cut ends in and out', async () => {
  const out = join(folder, 'faded.wav')
  const flat = join(folder, 'flat.wav')
  await writeWav(flat, [new Float32Array(rate).fill(0.5)], { sampleRate: rate, bits: 24 })
  await trimSound(await openSound(flat), out, { fromSec: 0, toSec: 1, fadeInSec: 0.01, fadeOutSec: 0.5 })
  const [plane = new Float32Array()] = (await readSound(out)).planes
  expect(plane[0]).toBe(0)
  expect(plane[480]).toBeCloseTo(0.5, 3)
  expect(plane[rate * 0.75]).toBeCloseTo(0.25, 2)
  expect(Math.abs(plane[rate - 1] ?? 1)).toBeLessThan(0.001)
})

it('fails and leaves no file when the range lies behind the end', async () => {
  const out = join(folder, 'none.wav')
  const trimmed = trimSound(await openSound(source), out, { fromSec: 5, toSec: 6, ...noFades })
  expect(failureOf(await trimmed.catch((error: unknown) => error)).code).toBe('range.empty')
  await expect(access(out)).rejects.toThrow()
})

it('writes 16 and 24 bit within half a step and limits what is too loud', async () => {
  const plane = Float32Array.of(0, 0.5, -0.999, 2, -2)
  for (const bits of [16, 24] as const) {
    const path = join(folder, `${bits}.wav`)
    await writeWav(path, [plane], { sampleRate: rate, bits })
    const [read = new Float32Array()] = (await readSound(path)).planes
    for (const [i, sample] of read.entries()) {
      expect(Math.abs(sample - Math.max(-1, Math.min(1, plane[i] ?? 0)))).toBeLessThanOrEqual(2 ** (1 - bits))
    }
  }
})

it('finds the peaks of a waveform', async () => {
  const { low, high, durationSec } = await waveformPeaks(source, 4)
  expect(durationSec).toBe(2)
  expect(Array.from(high, (x) => x.toFixed(2))).toEqual(['1.00', '1.00', '1.00', '1.00'])
  expect(Array.from(low, (x) => x.toFixed(2))).toEqual(['-1.00', '-1.00', '-1.00', '-1.00'])
})
