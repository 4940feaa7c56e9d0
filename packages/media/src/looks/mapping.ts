import { trackName } from '@segue/protocol'
import { z } from 'zod'
import type { Channels } from '../channels/file.ts'
import type { Clock } from './clock.ts'

const Factor = z.strictObject({
  channel: z.string().max(200),
  power: z.number().default(1),
  /** How much later than the sound, in beats or in seconds. */
  delayBeats: z.number().default(0),
  delaySec: z.number().default(0),
})

/**
 * One row of a mapping table: value = base + Σ gain · Π channel(t − delay)^power, per frame, then clamped. `path`
 * and `index` as in `trackName`.
 */
export const MappingRow = z.strictObject({
  object: z.string().max(120),
  path: z.string().max(200),
  index: z.number().int().min(-1).max(3).default(-1),
  base: z.number().default(0),
  terms: z
    .array(z.strictObject({ gain: z.number(), factors: z.array(Factor).max(8) }))
    .max(16)
    .default([]),
  clamp: z.tuple([z.number(), z.number()]).optional(),
})
export type MappingRow = z.infer<typeof MappingRow>
type Factor = z.infer<typeof Factor>

/** A factor, short to write: `of('low', { power: 1.5, delayBeats: 0.25 })`. */
export function of(channel: string, options: Partial<Omit<Factor, 'channel'>> = {}): Factor {
  return { channel, power: 1, delayBeats: 0, delaySec: 0, ...options }
}

/** Reads delayed, shaped channels; a channel that is not there is 0 throughout. */
class Sampler {
  private readonly cache = new Map<string, Float32Array>()
  private readonly curves: Channels
  private readonly clock: Clock
  private readonly rate: number
  constructor(curves: Channels, clock: Clock) {
    this.curves = curves
    this.clock = clock
    this.rate = curves.rate.num / curves.rate.den
  }

  read(factor: Factor): Float32Array {
    const key = `${factor.channel}|${factor.power}|${factor.delayBeats}|${factor.delaySec}`
    const known = this.cache.get(key)
    if (known) return known
    // rows of one object follow each other and share factors: a small window is enough
    if (this.cache.size > 64) this.cache.clear()
    const made = this.shape(factor)
    this.cache.set(key, made)
    return made
  }

  private shape({ channel, power, delayBeats, delaySec }: Factor): Float32Array {
    const source = this.curves.planes.get(channel)
    const out = new Float32Array(this.curves.samples)
    if (!source) return out
    for (let i = 0; i < out.length; i++) {
      let at = i
      if (delayBeats !== 0) {
        const now = i / this.rate
        at = this.clock.secAt(this.clock.beatAt(now) - delayBeats) * this.rate
      }
      at -= delaySec * this.rate
      if (at < 0 || source.length === 0) continue
      const left = Math.min(source.length - 1, Math.floor(at + 1e-9))
      const a = source[left] ?? 0
      const b = source[Math.min(source.length - 1, left + 1)] ?? a
      const value = a + (b - a) * Math.min(1, Math.max(0, at - left))
      out[i] = power === 1 ? value : Math.max(0, value) ** power
    }
    return out
  }
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Evaluates a mapping table per frame. Gives way to other work every few milliseconds. */
export async function evaluate(
  rows: readonly MappingRow[],
  curves: Channels,
  clock: Clock,
): Promise<Map<string, Float32Array<ArrayBuffer>>> {
  const sampler = new Sampler(curves, clock)
  const tracks = new Map<string, Float32Array<ArrayBuffer>>()
  let since = performance.now()
  for (const row of rows) {
    const out = new Float32Array(curves.samples).fill(row.base)
    for (const term of row.terms) {
      const factors = term.factors.map((factor) => sampler.read(factor))
      for (let i = 0; i < out.length; i++) {
        let value = term.gain
        for (const factor of factors) value *= factor[i] ?? 0
        out[i] = (out[i] ?? 0) + value
      }
    }
    if (row.clamp) {
      const [low, high] = row.clamp
      for (let i = 0; i < out.length; i++) out[i] = Math.min(high, Math.max(low, out[i] ?? 0))
    }
    tracks.set(trackName(row.object, row.path, row.index), out)
    if (performance.now() - since > 8) {
      await breath()
      since = performance.now()
    }
  }
  return tracks
}
