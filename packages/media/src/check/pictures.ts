import type { Canvas, Image } from '@napi-rs/canvas'
import { brightest, difference, magentaShare, median, type Thumb, thumbMaker } from './thumb.ts'

/** Frames from `from` up to and including `to`, counted from 0. */
export interface Stretch {
  from: number
  to: number
}

/** What was seen while a film went by. */
export interface PictureReport {
  frames: number
  black: Stretch[]
  /** Stretches in which nothing moves; the first frame is the one that stays. Black ones are not listed. */
  frozen: Stretch[]
  magenta: Stretch[]
  /** How the loop closes; null with fewer than three frames. */
  seam: Seam | null
}

/** The step from the last picture to the first, and the usual step from one picture to the next or onto a beat, 0–255. */
export interface Seam {
  step: number
  usual: number
  /** The step back is no larger than the usual one. */
  closes: boolean
}

/** Brighter than this is no black: a code value or two of noise, compression or dither. */
const blackLuma = 8
/** Encoders let still pictures shimmer by less than this. */
const stillDifference = 0.02
const magentaPart = 0.002

/** The largest step around a beat: a body rises a moment before its hit. */
const stepOnto = (beat: number, steps: readonly number[]) => Math.max(0, ...steps.slice(beat - 2, beat + 1))

/** On the first frame a beat falls, so its step is measured against steps onto other beats, where there are any. */
function seamOf(
  { first, last }: { first: Thumb | null; last: Thumb | null },
  steps: readonly number[],
  beats: readonly number[],
): Seam | null {
  if (first === null || last === null || steps.length < 2) return null
  const within = beats.filter((beat) => beat >= 2 && beat < steps.length)
  const usual = Math.max(median(steps), ...within.map((beat) => stepOnto(beat, steps)))
  const step = difference(last, first)
  return { step, usual, closes: step <= usual }
}

/** Adds a frame to the last stretch when that ends just before it, else starts a new one. */
function extend(list: Stretch[], from: number, to = from): void {
  const last = list.at(-1)
  if (last && last.to >= from - 1) last.to = to
  else list.push({ from, to })
}

const lasting = (list: Stretch[], frames: number) => list.filter(({ from, to }) => to - from + 1 >= frames)

/** What is looked for. */
export interface Wanted {
  blackFrames: number
  frozenFrames: number
  /** Frames on which beats fall, when the tempo is known. */
  beats?: readonly number[]
}

/**
 * Looks at every picture. Black and frozen stretches count from so many frames on; 0 finds none. Pictures are compared
 * at 64 × 36.
 */
export async function checkPictures(
  pictures: AsyncIterable<Canvas | Image>,
  { blackFrames, frozenFrames, beats = [] }: Wanted,
  onPicture: (done: number) => void,
): Promise<PictureReport> {
  const thumbOf = thumbMaker()
  const report = { black: [] as Stretch[], frozen: [] as Stretch[], magenta: [] as Stretch[] }
  const steps: number[] = []
  let [first, last]: (Thumb | null)[] = [null, null]
  let frames = 0
  for await (const picture of pictures) {
    const thumb = thumbOf(picture)
    const dark = brightest(thumb) < blackLuma
    if (dark) extend(report.black, frames)
    if (magentaShare(thumb) > magentaPart) extend(report.magenta, frames)
    if (last) {
      const step = difference(last, thumb)
      steps.push(step)
      if (step < stillDifference && !dark) extend(report.frozen, frames - 1, frames)
    }
    first ??= thumb
    last = thumb
    frames++
    onPicture(frames)
  }
  return {
    frames,
    black: blackFrames > 0 ? lasting(report.black, blackFrames) : [],
    frozen: frozenFrames > 0 ? lasting(report.frozen, frozenFrames) : [],
    magenta: report.magenta,
    seam: seamOf({ first: first ?? null, last: last ?? null }, steps, beats),
  }
}
