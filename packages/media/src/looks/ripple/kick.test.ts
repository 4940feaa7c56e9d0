import { expect, test } from 'vitest'
import { curvesOf, measureSound } from '../../analysis/analyze.ts'
import { testMasters } from '../../analysis/testMasters.ts'
import type { Sound } from '../../sound/facts.ts'
import { clockOf } from '../clock.ts'
import { dusk } from '../palette.ts'
import { ripple } from './ripple.ts'

/** Sound in memory, as a file would give it. */
function soundOf(samples: Float32Array<ArrayBuffer>, sampleRate: number): Sound {
  const frames = samples.length
  const shape = { container: 'wav', codec: 'pcm-f32', sampleRate, channels: 1, frames, bitDepth: 32 } as const
  return {
    path: 'memory',
    facts: { ...shape, durationSec: frames / sampleRate, bytes: 0, remarks: [] },
    async *blocks() {
      for (let at = 0; at < frames; at += 16_384) yield [samples.subarray(at, at + 16_384)]
    },
  }
}

const fps = { num: 24, den: 1 }

test.each(testMasters())(
  'the core of a film of the $name master is largest on its low hits',
  async (master) => {
    const measured = await measureSound(soundOf(master.samples, master.sampleRate), { meta: master.meta })
    const { durationSec, bpm } = measured
    const clock = clockOf({ ...(bpm === null ? {} : { bpm }), ...master.meta }, durationSec)
    const { planes } = await ripple.motion(curvesOf(measured, { fps }), clock, {
      format: '16:9',
      seed: 1,
      palette: dusk,
    })
    const size = planes.get('core:scale:0') ?? new Float32Array()
    const errors = master.hits.low
      .filter((sec) => sec < durationSec * 0.8)
      .map((sec) => {
        const frame = Math.floor(sec * fps.num + 1e-6)
        const around = [0, -1, 1, -2, 2, -3, 3].map((offset) => ({
          offset,
          value: size[frame + offset] ?? 0,
        }))
        return Math.abs(around.reduce((a, b) => (b.value > a.value ? b : a)).offset)
      })
      .sort((a, b) => a - b)
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThanOrEqual(1)
    expect(Math.max(...size)).toBeGreaterThan(1.09)
    expect(Math.min(...size)).toBeLessThan(1.03)
  },
)
