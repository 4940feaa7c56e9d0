import type { MediaMeta } from '@segue/protocol'
import type { Channels } from '../channels/file.ts'
import type { Measurement } from './analyze.ts'

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toFixed(digits))

/** What a person wants to know about a sound, as plain data. */
export function reportOf(measured: Measurement) {
  return {
    durationSec: rounded(measured.durationSec, 3),
    bpm: rounded(measured.bpm, 2),
    tempoFrom: measured.tempoFrom,
    firstBarSec: rounded(measured.timeline.tempo[0]?.sec ?? null, 3),
    integratedLufs: rounded(measured.integratedLufs, 1),
    truePeakDb: rounded(measured.truePeakDb, 1),
    onsets: {
      all: measured.onsets.all.length,
      low: measured.onsets.low.length,
      mid: measured.onsets.mid.length,
      high: measured.onsets.high.length,
    },
  }
}

/** Metadata of curves: musical time of the sound, or what was heard in it where the sound says nothing. */
export function curvesMeta(sound: MediaMeta, measured: Measurement, curves: Channels): MediaMeta {
  const { bpm, tempoMap, meter, locators, offsetSec, remarks } = sound
  const known = { bpm, tempoMap, meter, locators, offsetSec, remarks }
  const passedOn: MediaMeta = Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== undefined),
  )
  const heard: MediaMeta =
    measured.tempoFrom === 'sound' && measured.bpm !== null
      ? { bpm: measured.bpm, tempoMap: [...measured.timeline.tempo], offsetSec: 0 }
      : {}
  return {
    ...passedOn,
    ...heard,
    durationSec: measured.durationSec,
    fps: curves.rate,
    frames: curves.samples,
    channelNames: [...curves.planes.keys()],
  }
}
