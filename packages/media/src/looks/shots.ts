import type { Clock } from './clock.ts'
import { stageOf } from './stage.ts'

/** A stretch of film from one cut to the next. */
export interface Shot {
  fromSec: number
  view: 'wide' | 'close'
}

/** The close view gives way after this many bars. */
const closeBars = 4

/**
 * The shots of a film: a locator cuts to the close view on its downbeat, the next one (or four bars) cuts back.
 * Nothing is cut while the picture opens, in the last bars, or within a bar of another cut. A loop is one shot.
 */
export function shotsOf(clock: Clock): Shot[] {
  if (clock.loopBeats !== null) return [{ fromSec: 0, view: 'wide' }]
  const { buildSec, lastWaveSec } = stageOf(clock)
  const shots: Shot[] = [{ fromSec: 0, view: 'wide' }]
  const cut = (beat: number, view: Shot['view']) => {
    const bar = clock.barAt(beat)
    const sec = clock.secAt(beat)
    const last = shots.at(-1)?.fromSec ?? 0
    if (sec < buildSec || clock.secAt(beat + 0.4 * bar) > lastWaveSec) return
    if (last > 0 && clock.beatAt(sec) - clock.beatAt(last) < bar - 1e-3) return
    shots.push({ fromSec: sec, view })
  }
  const back = (beforeBeat: number) => {
    const last = shots.at(-1)
    if (last?.view !== 'close') return
    const start = clock.beatAt(last.fromSec)
    const end = start + closeBars * clock.barAt(start)
    if (end < beforeBeat - 1e-3) cut(end, 'wide')
  }
  for (const { sec } of clock.locators) {
    const beat = clock.downbeatFrom(clock.beatAt(sec))
    back(beat)
    cut(beat, shots.at(-1)?.view === 'close' ? 'wide' : 'close')
  }
  back(Infinity)
  return shots
}

/** The shot that a frame belongs to: a cut shows on the frame in which its downbeat falls, as an onset does. */
export function shotAt(shots: readonly Shot[], frame: number, rate: number): Shot {
  return (
    shots.findLast(({ fromSec }) => Math.floor(fromSec * rate + 1e-6) <= frame) ?? {
      fromSec: 0,
      view: 'wide',
    }
  )
}

/** How far the camera has come after `sec` of a shot: 4 % of the way per ten seconds, never more than 10 %. */
const pushAfter = (sec: number): number => 0.1 * (1 - Math.exp(-(0.04 * sec) / 10 / 0.1))

/** How far the camera has come at a moment of a shot, as a part of its way. In a loop it stays where it is. */
export const pushAt = (sec: number, { fromSec }: Shot, { loopBeats }: Clock): number =>
  loopBeats === null ? pushAfter(Math.max(0, sec - fromSec)) : 0
