import type { Fps } from '@segue/protocol'
import { parseTime, resolveTime } from '../time/input.ts'
import { barSecAt, snapToBar, type Timeline } from '../time/timeline.ts'
import { emptyRange } from './trim.ts'

/** Which part of a sound is wanted, as a person writes it. Empty text means the start or the end. */
export interface RangeRequest {
  from: string
  to: string
  /** Longest length in seconds, `null` for no limit. Not snapped. */
  seconds: number | null
  /** Only for times written in frames. */
  fps: Fps
}

/** A range on the clock of the sound. `trimmed` is false when it is the whole sound. */
export interface Range {
  fromSec: number
  toSec: number
  trimmed: boolean
  fadeInSec: number
  fadeOutSec: number
}

/** Whether a request needs to know tempo, meter or locators. */
export const wantsRange = ({ from, to, seconds }: RangeRequest): boolean =>
  from.trim() !== '' || to.trim() !== '' || seconds !== null

const fadeInSec = 0.01
/** Without a tempo, about one bar at 120 BPM. */
const plainFadeSec = 2

/**
 * Places a request on a sound of `durationSec`. `from` and `to` are snapped to bar lines where a tempo is known.
 * A cut start fades in over 10 ms, a cut end out over one bar, at most a quarter of the range.
 * Fails with `range.empty` and the failures of times.
 */
export function placeRange(request: RangeRequest, timeline: Timeline | null, durationSec: number): Range {
  const place = (text: string, otherwise: number) => {
    if (text.trim() === '') return otherwise
    const sec = resolveTime(parseTime(text), { timeline, fps: request.fps })
    return timeline === null ? sec : snapToBar(timeline, sec)
  }
  const fromSec = Math.max(0, place(request.from, 0))
  const wanted = place(request.to, durationSec)
  const asked =
    request.to.trim() !== '' && timeline !== null && wanted <= fromSec
      ? fromSec + barSecAt(timeline, fromSec)
      : wanted
  const toSec = Math.min(durationSec, asked, request.seconds === null ? Infinity : fromSec + request.seconds)
  if (toSec <= fromSec || (request.to.trim() !== '' && wanted < fromSec)) {
    throw emptyRange({ fromSec, toSec: Math.min(asked, toSec) }, durationSec)
  }
  const [cutStart, cutEnd] = [fromSec > 0.0005, toSec < durationSec - 0.0005]
  const bar = timeline === null ? plainFadeSec : barSecAt(timeline, toSec)
  return {
    fromSec: cutStart ? fromSec : 0,
    toSec: cutEnd ? toSec : durationSec,
    trimmed: cutStart || cutEnd,
    fadeInSec: cutStart ? fadeInSec : 0,
    fadeOutSec: cutEnd ? Math.min(bar, (toSec - fromSec) / 4) : 0,
  }
}
