import type { MediaMeta } from '@segue/protocol'
import { readSet } from '../als/read.ts'
import { beatToSec } from '../als/tempo.ts'
import { timelineOf as clipsOf, notesOnTimeline } from '../als/timeline.ts'
import type { Beginning } from '../time/align.ts'
import { barBeats, beatOfBar } from '../time/meter.ts'

/** A Live Set as a place where musical time comes from. */
export interface SetSource {
  path: string
  name: string
}

/** What a set says about time. `beginnings` are its notes and audio clips. */
export interface SetTime {
  meta: Pick<MediaMeta, 'bpm' | 'tempoMap' | 'meter' | 'locators'>
  beginnings: Beginning[]
  endSec: number
  /** Seconds of the first bar lines, where exports usually start. */
  barLines: number[]
}

/** Reads tempo map, meter, locators and onsets of a set. Fails like `readSet`. */
export async function readSetTime({ path, name }: SetSource, signal?: AbortSignal): Promise<SetTime> {
  const set = await readSet(path, signal === undefined ? { name } : { name, signal })
  const { bpm, tempoMap, meter, locators } = set
  const begin = (beat: number, weight: number) => ({ sec: beatToSec(tempoMap, beat), weight })
  const beginnings = clipsOf(set).tracks.flatMap(({ track, clips }) =>
    track.muted
      ? []
      : clips.flatMap((clip) => {
          if (clip.disabled) return []
          if (clip.kind === 'audio') return [begin(clip.start, track.volume)]
          return notesOnTimeline(clip).map(({ beat, velocity }) =>
            begin(beat, (velocity / 127) * track.volume),
          )
        }),
  )
  const bars = Math.min(
    2000,
    Math.ceil(set.endBeat / Math.max(0.25, barBeats(meter[0] ?? { beat: 0, numerator: 4, denominator: 4 }))),
  )
  return {
    meta: { bpm, tempoMap, meter, locators },
    beginnings,
    endSec: set.endSec,
    barLines: Array.from({ length: bars }, (_, bar) => beatToSec(tempoMap, beatOfBar(meter, bar))),
  }
}
