import type { Clock } from '../clock.ts'
import type { Curves } from '../look.ts'
import { randomOf } from '../random.ts'
import { ease, trailingMean } from '../shape.ts'
import { shotAt, shotsOf } from './camera.ts'
import { needleGroups } from './parts.ts'
import { stageChannels, stageOf } from './stage.ts'

/** Which group of needles each onset lifts: never the same one twice in a row. */
function picks(onset: Float32Array | undefined, frames: number, seed: number): Uint8Array {
  const random = randomOf(seed * 104_729 + 11)
  const out = new Uint8Array(frames)
  let group = 0
  let before = 0
  for (let i = 0; i < frames; i++) {
    const now = onset?.[i] ?? 0
    if (now > 0.3 && now > before + 0.15) {
      group = (group + 1 + Math.floor(random() * (needleGroups - 1))) % needleGroups
    }
    before = now
    out[i] = group
  }
  return out
}

/**
 * What moves Ripple, made from the curves of a sound: `low`, `mid`, `high` eased like bodies (70 ms before the
 * onset, a third of a beat after), `loud` over one bar, `tone` (centroid over 2 s), `lift0…3` and `lit0…3` per
 * group of needles, and the stage. A curve that is missing counts as silence.
 */
export function rippleCurves(curves: Curves, clock: Clock, seed: number): Curves {
  const { fps, frames } = curves
  const rate = fps.num / fps.den
  const silence = new Float32Array(frames)
  const curve = (name: string) => curves.channels.get(name) ?? silence
  const beats = Math.max(1e-6, clock.beatAt(clock.durationSec) - clock.beatAt(0))
  const beatSec = clock.durationSec > 0 ? clock.durationSec / beats : 0.5
  const channels = stageChannels(stageOf(clock), curves)
  // the close view looks down on the water; needles would hang in the dark above it
  const shots = shotsOf(clock)
  const wide = (v: number, i: number) => (shotAt(shots, i / rate, rate).view === 'wide' ? v : 0)
  channels.set('stage.needles', (channels.get('stage.needles') ?? silence).map(wide))
  const source = channels.get('stage.source') ?? silence
  const body = (name: string, releaseBeats: number) =>
    ease(curve(name), { rate, attackSec: 0.07, releaseSec: releaseBeats * beatSec })
  const low = body('low', 1 / 3).map((v, i) => v * (source[i] ?? 0))
  const high = body('high', 1 / 8)
  channels.set('low', low)
  channels.set('mid', body('mid', 1 / 3))
  channels.set('loud', trailingMean(curve(curves.channels.has('rms') ? 'rms' : 'low'), beatSec * 4, rate))
  channels.set('tone', trailingMean(curve('centroid'), 2, rate))
  const picked = picks(curves.channels.get('onset') ?? curves.channels.get('high'), frames, seed)
  for (let group = 0; group < needleGroups; group++) {
    const lift = high.map((v, i) => v * (picked[i] === group ? 1 : 0.15))
    channels.set(`lift${group}`, lift)
    channels.set(
      `lit${group}`,
      lift.map((v) => Math.min(1, v * 1.4)),
    )
  }
  return { fps, frames, channels }
}
