import type { Channels } from '../channels/file.ts'
import type { Clock } from './clock.ts'
import { randomOf } from './random.ts'
import { ease, trailingMean } from './shape.ts'
import { stageChannels, stageOf } from './stage.ts'

/** What onsets lift shares four groups; each onset lifts one. */
export const groupCount = 4

/** A dense bass line would keep every ring lit: troughs go deeper, tops stay. */
const contrast = 1.6

/** Which group the latest onset lifts; `index` counts onsets. Never the same group twice in a row. */
function pick(index: number, seed: number): number {
  let group = 0
  const random = randomOf(seed * 104_729 + Math.floor(index / 64))
  for (let i = 0; i <= index % 64; i++)
    group = (group + 1 + Math.floor(random() * (groupCount - 1))) % groupCount
  return group
}

/**
 * What moves every look, made from the curves of a sound: `low`, `mid`, `high` eased like bodies (70 ms before the
 * onset, a third of a beat after), `loud` over one bar, `tone` (centroid over 2 s), `lift0…3` and `lit0…3` per
 * group, and the stage.
 */
export function lookCurves(curves: Channels, clock: Clock, seed: number): Channels {
  const { samples, rate } = curves
  const perSec = rate.num / rate.den
  const silence = new Float32Array(samples)
  const curve = (name: string) => curves.planes.get(name) ?? silence
  const beats = clock.beatAt(clock.durationSec) - clock.beatAt(0)
  const beatSec = beats > 0 ? clock.durationSec / beats : 0.5
  const body = (name: string, releaseBeats: number) =>
    ease(curve(name), { rate: perSec, attackSec: 0.07, releaseSec: releaseBeats * beatSec })

  const planes = stageChannels(stageOf(clock), curves)
  const source = planes.get('stage.source') ?? silence
  const high = body('high', 1 / 8)
  planes.set(
    'low',
    body('low', 1 / 3).map((v, i) => v ** contrast * (source[i] ?? 0)),
  )
  planes.set('mid', body(curves.planes.has('snare') ? 'snare' : 'mid', 1 / 3))
  const barSec = clock.barAt(clock.beatAt(0)) * beatSec
  planes.set('loud', trailingMean(curve('loudness'), barSec, perSec))
  planes.set('tone', trailingMean(curve('centroid'), 2, perSec))
  const picked = curve('onsetIndex').map((index) => pick(index, seed))
  for (let group = 0; group < groupCount; group++) {
    const lift = high.map((v, i) => v * (picked[i] === group ? 1 : 0.15))
    planes.set(`lift${group}`, lift)
    planes.set(
      `lit${group}`,
      lift.map((v) => Math.min(1, v * 1.4)),
    )
  }
  return { samples, rate, planes }
}
