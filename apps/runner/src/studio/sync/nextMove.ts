import type { StudioSync } from '@segue/protocol'
import { jumpSec, toleranceSec } from './drift.ts'

/** What an application does. `playing` is null where nothing can play: in a Blender without a window. */
export interface Stand {
  sec: number
  playing: boolean | null
  tempo: number | null
}

/** A follower, with its rate and the last second of its range; null for what it does not have. */
export interface FollowerStand extends Stand {
  fps: number | null
  endSec: number | null
}

/** What a follower is told to do; what is left out stays. */
export interface Move {
  sec?: number
  playing?: boolean
  tempo?: number
}

export interface Decision {
  /** Follower's seconds minus where it should be. */
  driftSec: number
  move: Move | null
  /**
   * Whether it is a start, a stop, a jump or another tempo, or the follower does not go on by itself: done at once. Drift
   * alone can wait until the last move has settled.
   */
  urgent: boolean
  /** Whether it stands at an end of its range and cannot be where its leader is. */
  holds: boolean
}

/** As near as Live and TouchDesigner keep a tempo. */
const tempoTolerance = 1e-3

/**
 * What is to be done so that a follower is where its leader is. `sendAheadSec` is how much later the follower gets it.
 * A follower cannot be before its second 0 or behind its end: there it stands still.
 */
export function nextMove(
  sync: Pick<StudioSync, 'transport' | 'tempo' | 'offsetSec'>,
  leader: Stand & { playing: boolean },
  follower: FollowerStand,
  sendAheadSec: number,
): Decision {
  const place = leader.sec + sync.offsetSec
  const end = follower.endSec ?? Number.POSITIVE_INFINITY
  const within = (sec: number) => Math.min(Math.max(sec, 0), end)
  const playing = leader.playing && place >= 0 && place < end
  const driftSec = follower.sec - within(place)

  const tempo = sync.tempo && differs(leader.tempo, follower.tempo) ? { tempo: leader.tempo } : {}
  const turns = sync.transport && follower.playing !== null && follower.playing !== playing
  const away = sync.transport && Math.abs(driftSec) > toleranceSec(follower.fps)
  const ahead = leader.playing ? sendAheadSec : 0
  const move = {
    ...(tempo.tempo ? { tempo: tempo.tempo } : {}),
    ...(turns ? { playing } : {}),
    ...(turns || away ? { sec: within(place + ahead) } : {}),
  }
  return {
    holds: sync.transport && place !== within(place),
    driftSec,
    move: Object.keys(move).length > 0 ? move : null,
    urgent: turns || 'tempo' in move || !playing || follower.playing === null || Math.abs(driftSec) > jumpSec,
  }
}

const differs = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) > tempoTolerance * one
