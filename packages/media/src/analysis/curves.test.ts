import type { Fps } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import { encodeChannels } from '../channels/file.ts'
import type { Planes, Sound } from '../sound/facts.ts'
import { openSound } from '../sound/open.ts'
import { curvesOf, measureSound } from './analyze.ts'
import { bandNames } from './features.ts'
import { seeded, testMasters } from './testMasters.ts'

/** Sound in memory, as a file would give it. */
function soundOf(planes: Planes, sampleRate: number): Sound {
  const frames = planes[0]?.length ?? 0
  return {
    path: 'memory',
    facts: {
      container: 'wav',
      codec: 'pcm-f32',
      sampleRate,
      channels: planes.length,
      durationSec: frames / sampleRate,
      frames,
      bitDepth: 32,
      bytes: 0,
      remarks: [],
    },
    async *blocks() {
      for (let at = 0; at < frames; at += 16_384) yield planes.map((plane) => plane.subarray(at, at + 16_384))
    },
  }
}

const rates: Fps[] = [
  { num: 24, den: 1 },
  { num: 60, den: 1 },
  { num: 24_000, den: 1001 },
]

/** Frames from each hit to the highest point of the curve around it, up to half-way to the next hit; the middle one. */
function medianError(curve: Float32Array, hits: readonly number[], { num, den }: Fps): number {
  const frames = hits.map((sec) => Math.floor((sec * num) / den + 1e-6))
  const reach = Math.min(4, ...frames.slice(1).map((frame, i) => Math.floor((frame - (frames[i] ?? 0)) / 2)))
  const errors = frames.map((frame) => {
    let best = Math.max(0, frame - reach)
    for (let f = best; f <= Math.min(curve.length - 1, frame + reach); f++) {
      if ((curve[f] ?? 0) > (curve[best] ?? 0)) best = f
    }
    return Math.abs(best - frame)
  })
  return errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] ?? Infinity
}

describe.each(testMasters())('motion for the $name master', (master) => {
  const measuring = measureSound(soundOf([master.samples], master.sampleRate), { meta: master.meta })

  it.each(rates)('peaks on the hits at $num/$den frames per second', async (fps) => {
    const { planes } = curvesOf(await measuring, { fps })
    for (const band of bandNames) {
      expect(
        medianError(planes.get(band) ?? new Float32Array(), master.hits[band], fps),
        band,
      ).toBeLessThanOrEqual(1)
    }
  })

  it.each(rates)('moves every band up and down at $num/$den frames per second', async (fps) => {
    const { planes } = curvesOf(await measuring, { fps })
    for (const band of bandNames) {
      const curve = planes.get(band) ?? new Float32Array()
      expect(
        curve.some((value) => value > 0.6),
        `${band} rises`,
      ).toBe(true)
      expect(curve.filter((value) => value < 0.2).length / curve.length, `${band} rests`).toBeGreaterThan(0.1)
    }
  })

  it('hears its tempo', async () => {
    const { bpm } = await measuring
    expect(bpm === null ? null : Math.round(bpm)).toBe(master.bpm)
  })
})

describe('tempo', () => {
  it.each([60, 75, 93, 128, 140, 174, 200])('of clicks at %i BPM is found with its beat', async (wanted) => {
    const plane = new Float32Array(48_000 * 20)
    for (let sec = 0.25; sec < 19.9; sec += 60 / wanted)
      plane.fill(0.8, Math.round(sec * 48_000), Math.round(sec * 48_000) + 200)
    const { bpm, timeline } = await measureSound(soundOf([plane], 48_000))
    expect(bpm).toBe(wanted)
    const first = timeline.tempo[0]?.sec ?? 0
    const beats = ((first - 0.25) * wanted) / 60
    expect(Math.abs(beats - Math.round(beats)) * (60 / wanted)).toBeLessThan(0.02)
  })

  it('comes from the metadata when it is there', async () => {
    const plane = new Float32Array(48_000 * 4)
    const meta = { bpm: 90, offsetSec: 1, tempoMap: [{ beat: 0, sec: 0, bpm: 90, ramp: false }] }
    const measured = await measureSound(soundOf([plane], 48_000), { meta })
    expect(measured.tempoFrom).toBe('meta')
    const { planes } = curvesOf(measured, { fps: { num: 30, den: 1 } })
    // Half a frame after second 1 of the set, at 90 BPM: 1.5 beats and 0.025.
    expect(planes.get('beat')?.[0]).toBeCloseTo(0.525, 2)
  })
})

describe('special sounds', () => {
  const fps = { num: 24, den: 1 }

  it('gives flat zero curves for silence', async () => {
    const { planes, samples } = curvesOf(await measureSound(soundOf([new Float32Array(96_000)], 48_000)), {
      fps,
    })
    expect(samples).toBe(48)
    for (const name of [
      'low',
      'mid',
      'high',
      'rms',
      'kick',
      'snare',
      'onset',
      'onsetIndex',
      'centroid',
      'loudness',
    ]) {
      expect(
        planes.get(name)?.every((value) => value === 0),
        name,
      ).toBe(true)
    }
  })

  it('gives finite curves for a clip of 50 ms, at any sample rate', async () => {
    for (const rate of [22_050, 44_100, 192_000]) {
      const plane = Float32Array.from({ length: Math.round(rate * 0.05) }, (_, i) => Math.sin(i / 9))
      const { planes, samples } = curvesOf(await measureSound(soundOf([plane, plane], rate)), { fps })
      expect(samples).toBe(2)
      for (const curve of planes.values()) expect(curve.every(Number.isFinite)).toBe(true)
    }
  })

  it('stays down on a steady tone', async () => {
    const tone = Float32Array.from(
      { length: 48_000 * 4 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 80 * i) / 48_000),
    )
    const { planes } = curvesOf(await measureSound(soundOf([tone], 48_000)), { fps })
    expect(
      planes
        .get('low')
        ?.slice(24, 70)
        .every((value) => value < 0.3),
    ).toBe(true)
  })

  it('does not change by a byte when only the dither differs', async () => {
    const [, , piano] = testMasters()
    const dithered = (seed: number) => {
      const random = seeded(seed)
      return (
        piano?.samples.map((x) => Math.round(x * 2 ** 23 + random() - random()) / 2 ** 23) ??
        new Float32Array()
      )
    }
    const bytes = async (seed: number) =>
      encodeChannels(curvesOf(await measureSound(soundOf([dithered(seed)], 48_000)), { fps }))
    expect(Buffer.compare(await bytes(1), await bytes(2))).toBe(0)
  })

  it('counts the hits of a real drum loop on its beats', async () => {
    const measured = await measureSound(await openSound('/usr/share/sonic-pi/samples/loop_amen_full.flac'))
    expect(measured.bpm).toBe(140)
    const { planes } = curvesOf(measured, { fps })
    expect(planes.get('onsetIndex')?.at(-1)).toBe(measured.onsets.all.length)
    const kicks = planes.get('kick') ?? new Float32Array()
    expect(kicks[0]).toBeGreaterThan(0.3)
    expect(kicks.some((value) => value < 0.1)).toBe(true)
  })
})
