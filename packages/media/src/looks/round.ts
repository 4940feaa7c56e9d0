import type { Channels } from '../channels/file.ts'
import type { Clock } from './clock.ts'
import { waveSteps } from './stage.ts'

/** What a look remembers at a moment: a wave on its way for these beats, and the tone of the last seconds. */
const memoryBeats = waveSteps / 8 + 4
const memorySec = 2

/** A loop as it is after it has gone round for a while. */
export interface Round {
  /** The curves of some turns, one after another. */
  curves: Channels
  clock: Clock
  /** The one turn of tracks made from these curves that ends as it begins. */
  turnOf(tracks: Channels): Channels
}

/**
 * Lets curves go round, so that what moves by them neither starts from rest nor stops at the end: waves that left in
 * one turn arrive in the next. The loop has as many frames as the curves and one tempo throughout.
 */
export function roundOf({ samples, rate, planes }: Channels, clock: Clock): Round {
  const loopSec = (samples * rate.den) / rate.num
  const first = clock.beatAt(0)
  const loopBeats = clock.beatAt(loopSec) - first
  const beatSec = loopSec / loopBeats
  const before = Math.ceil((memoryBeats * beatSec + memorySec) / loopSec)
  // one more turn: a body rises before the hit that is to come
  const turns = before + 2
  const again = (plane: Float32Array<ArrayBuffer>) => {
    const out = new Float32Array(samples * turns)
    for (let turn = 0; turn < turns; turn++) out.set(plane, turn * samples)
    return out
  }
  const each = (from: Channels['planes'], change: typeof again) =>
    new Map([...from].map(([name, plane]) => [name, change(plane)]))
  return {
    curves: { rate, samples: samples * turns, planes: each(planes, again) },
    clock: {
      durationSec: loopSec * turns,
      beatAt: (sec) => first + sec / beatSec,
      secAt: (beat) => (beat - first) * beatSec,
      downbeatFrom: clock.downbeatFrom,
      barAt: clock.barAt,
      locators: [],
      loopBeats,
    },
    turnOf: (tracks) => ({
      rate,
      samples,
      planes: each(tracks.planes, (plane) => plane.slice(before * samples, (before + 1) * samples)),
    }),
  }
}
