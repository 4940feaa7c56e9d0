import type { Channels } from '../channels/file.ts'
import type { Clock } from './clock.ts'
import { numbered } from './numbered.ts'
import { smoothstep } from './shape.ts'

/** Steps that a wave takes on its way, a thirty-second note each: rings, or rows on the water. */
export const waveSteps = 40

/** The plan of a film in seconds: how it opens and how it ends. */
export interface Stage {
  /** The opening: sun, needles, rings. */
  buildSec: number
  /** The last wave starts here. */
  lastWaveSec: number
  /** From here on the picture is dark. */
  blackSec: number
}

/**
 * Full lengths from 16 bars on: two bars to open, one dark bar at the end; shorter films get their share. A loop has
 * neither: everything is there from its first frame to its last.
 */
export function stageOf(clock: Clock): Stage {
  if (clock.loopBeats !== null) {
    const never = clock.durationSec + 1
    return { buildSec: 0, lastWaveSec: never, blackSec: never }
  }
  const first = clock.beatAt(0)
  const last = clock.beatAt(clock.durationSec)
  const bar = clock.barAt(last)
  const share = Math.min(1, (last - first) / bar / 16)
  const blackBeat = last - bar * share
  return {
    buildSec: clock.secAt(first + 2 * clock.barAt(first) * share),
    lastWaveSec: clock.secAt(blackBeat - 1.25 * bar * share),
    blackSec: clock.secAt(blackBeat),
  }
}

/**
 * Channels between 0 (not there) and 1, one sample per frame: `stage.sun`, `stage.needles`, `stage.core`,
 * `stage.wave07`, and `stage.source`, which ends with the last wave. The wave appears outward from its source and
 * leaves the same way.
 */
export function stageChannels(stage: Stage, { samples, rate }: Pick<Channels, 'samples' | 'rate'>) {
  const { buildSec, lastWaveSec, blackSec } = stage
  const leaveSec = blackSec - lastWaveSec
  const channel = (value: (sec: number) => number) =>
    Float32Array.from({ length: samples }, (_, i) => value((i * rate.den) / rate.num))
  const between = (a: number, b: number, sec: number) => smoothstep(a * buildSec, b * buildSec, sec)
  const leaving = (a: number, b: number, sec: number) =>
    1 - smoothstep(lastWaveSec + a * leaveSec, lastWaveSec + b * leaveSec, sec)
  const channels = new Map<string, Float32Array<ArrayBuffer>>()
  // a quarter of the sun stands from the first frame on, so the film never opens on nothing
  channels.set(
    'stage.sun',
    channel((t) => (0.25 + 0.75 * between(0, 0.5, t)) * leaving(0.45, 1, t)),
  )
  channels.set(
    'stage.needles',
    channel((t) => between(0.25, 0.6, t) * leaving(0.2, 0.75, t)),
  )
  channels.set(
    'stage.core',
    channel((t) => between(0.3, 0.5, t) * leaving(0.1, 0.5, t)),
  )
  channels.set(
    'stage.source',
    channel((t) => (t < lastWaveSec ? 1 : 0)),
  )
  for (let k = 0; k < waveSteps; k++) {
    const way = k / waveSteps
    channels.set(
      numbered('stage.wave', k),
      channel(
        (t) =>
          between(0.35 + 0.45 * way, 0.55 + 0.45 * way, t) * leaving(0.15 + 0.6 * way, 0.4 + 0.6 * way, t),
      ),
    )
  }
  return channels
}
