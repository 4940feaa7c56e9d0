import type { AudioClip } from '@segue/media/als/liveSet'
import { beatToSec, secToBeat } from '@segue/media/als/tempo'
import { type Pass, passesOf } from '@segue/media/als/timeline'
import type { TempoPoint } from '@segue/protocol'

/** A stretch of a file that plays from `start` to `end` (frames of the render). */
export interface AudioRegion {
  clip: AudioClip
  start: number
  end: number
  /** Second of the file that sounds at a frame of the render. */
  fileSec(frame: number): number
  /** Speed at which grains play, so that pitch is independent of time; `null` when time and pitch go together. */
  grainSpeed: number | null
}

/** Second of the file at a beat of the content; outside the markers, the nearest slope goes on. */
export function warpedSec(markers: AudioClip['warpMarkers'], beat: number): number {
  let index = markers.findIndex((marker) => marker.beat > beat)
  if (index < 0) index = markers.length - 1
  const [a, b] = [markers[Math.max(0, index - 1)], markers[Math.max(1, index)]]
  if (!a || !b || b.beat <= a.beat) return a?.sec ?? 0
  return a.sec + ((beat - a.beat) * (b.sec - a.sec)) / (b.beat - a.beat)
}

/** The regions that an audio clip plays on the timeline, loops unrolled, through the tempo map. */
export function regionsOf(clip: AudioClip, tempoMap: readonly TempoPoint[], rate: number): AudioRegion[] {
  const speed = 2 ** (clip.semitones / 12)
  const startSec = beatToSec(tempoMap, clip.start)
  const endSec = beatToSec(tempoMap, clip.end)
  // An unwarped clip counts its loop in seconds of the file, whatever the tempo does meanwhile
  const unit = clip.warped ? 1 : ((endSec - startSec) / Math.max(1e-9, clip.end - clip.start)) * speed
  return passesOf(clip, unit).map((pass) => region(clip, { pass, tempoMap, rate, speed }))
}

function region(
  clip: AudioClip,
  {
    pass,
    tempoMap,
    rate,
    speed,
  }: { pass: Pass; tempoMap: readonly TempoPoint[]; rate: number; speed: number },
): AudioRegion {
  const startSec = beatToSec(tempoMap, pass.from)
  const [start, end] = [Math.round(startSec * rate), Math.round(beatToSec(tempoMap, pass.to) * rate)]
  if (!clip.warped) {
    return {
      clip,
      start,
      end,
      grainSpeed: null,
      fileSec: (frame) => pass.at + ((frame - start) / rate) * speed,
    }
  }
  const fileSec = (frame: number) =>
    warpedSec(clip.warpMarkers, pass.at + secToBeat(tempoMap, frame / rate) - pass.from)
  const length = Math.max(1, end - start)
  const stretch = ((fileSec(end) - fileSec(start)) * rate) / length
  const natural = Math.abs(stretch - 1) < 0.004 && clip.semitones === 0
  return { clip, start, end, fileSec, grainSpeed: clip.repitch || natural ? null : speed }
}
