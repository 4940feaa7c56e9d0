import type { MediaMeta } from '@segue/protocol'
import { readSet } from '../als/read.ts'
import { beatToSec } from '../als/tempo.ts'
import { timelineOf as clipsOf, notesOnTimeline } from '../als/timeline.ts'
import { barBeats, beatOfBar } from '../time/meter.ts'

/** A Live Set as a place where musical time comes from. */
export interface SetSource {
  path: string
  name: string
}

/** What a set says about time. `onsets` are the seconds at which its notes and audio clips begin. */
export interface SetTime {
  meta: Pick<MediaMeta, 'bpm' | 'tempoMap' | 'meter' | 'locators'>
  onsets: number[]
  endSec: number
  /** Seconds of the first bar lines, where exports usually start. */
  barLines: number[]
}

/** Reads tempo map, meter, locators and onsets of a set. Fails like `readSet`. */
export async function readSetTime({ path, name }: SetSource, signal?: AbortSignal): Promise<SetTime> {
  const set = await readSet(path, signal === undefined ? { name } : { name, signal })
  const { bpm, tempoMap, meter, locators } = set
  const beats = clipsOf(set).tracks.flatMap(({ track, clips }) =>
    track.muted
      ? []
      : clips.flatMap((clip) =>
          clip.disabled
            ? []
            : clip.kind === 'midi'
              ? notesOnTimeline(clip).map(({ beat }) => beat)
              : [clip.start],
        ),
  )
  const bars = Math.min(
    2000,
    Math.ceil(set.endBeat / Math.max(0.25, barBeats(meter[0] ?? { beat: 0, numerator: 4, denominator: 4 }))),
  )
  return {
    meta: { bpm, tempoMap, meter, locators },
    onsets: beats.map((beat) => beatToSec(tempoMap, beat)),
    endSec: set.endSec,
    barLines: Array.from({ length: bars }, (_, bar) => beatToSec(tempoMap, beatOfBar(meter, bar))),
  }
}
