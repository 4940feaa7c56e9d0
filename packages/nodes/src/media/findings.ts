import type { NumberReport } from '@segue/media/check/numbers'
import type { PictureReport, Stretch } from '@segue/media/check/pictures'
import type { SoundReport } from '@segue/media/check/sound'
import type { Fps } from '@segue/protocol'

/** One thing that was looked at. `wrong` is what a person should look at before it goes out. */
export interface Finding {
  what:
    | 'length'
    | 'black'
    | 'frozen'
    | 'magenta'
    | 'seam'
    | 'damaged'
    | 'broken'
    | 'numbers'
    | 'sizes'
    | 'loudness'
    | 'peak'
  wrong: boolean
  text: string
}

const seconds = (sec: number) => `${sec.toFixed(2)} s`
const level = (value: number) => value.toFixed(1).replace('-', '−')
const places = (list: readonly (number | string)[], most = 8) =>
  `${list.slice(0, most).join(', ')}${list.length > most ? ` and ${list.length - most} more` : ''}`

/** Loudness that a place asks for: EBU R 128 for broadcast, what streaming services play at. */
export const loudnessTargets = {
  any: null,
  streaming: { lufs: -14, within: 1, peak: -1 },
  broadcast: { lufs: -23, within: 0.5, peak: -1 },
} as const
export type LoudnessTarget = keyof typeof loudnessTargets

/** Stretches as a person finds them: by the names of their files, or by time and by frame counted from 1. */
function stretches(list: readonly Stretch[], fps: Fps, names?: readonly string[]): string {
  const named = ({ from, to }: Stretch) =>
    (from === to ? names?.[from] : `${names?.[from]} to ${names?.[to]}`) ?? ''
  if (names) return places(list.map(named))
  const at = (frame: number) => seconds((frame * fps.den) / fps.num)
  return places(list.map(({ from, to }) => `${at(from)}–${at(to + 1)} (frames ${from + 1}–${to + 1})`))
}

export interface PictureWishes {
  fps: Fps
  /** 0 = any length. */
  expectedSec: number
  loop: boolean
  /** What the pictures are called, when they are files. */
  names?: readonly string[]
}

/** What the pictures of a film or sequence are like. */
export function pictureFindings(
  report: PictureReport,
  { fps, expectedSec, loop, names }: PictureWishes,
): Finding[] {
  const { frames, black, frozen, magenta, seam } = report
  const durationSec = (frames * fps.den) / fps.num
  const off = expectedSec > 0 && Math.abs(durationSec - expectedSec) > fps.den / fps.num + 1e-6
  const length = `${frames} frames, ${seconds(durationSec)}`
  const found: Finding[] = [
    {
      what: 'length',
      wrong: off,
      text: off ? `${length}; ${seconds(expectedSec)} are wanted.` : `${length}.`,
    },
  ]
  const list = { black, frozen, magenta }
  const titles = { black: 'Black', frozen: 'Nothing moves', magenta: 'Magenta, as of a missing texture' }
  for (const what of ['black', 'frozen', 'magenta'] as const)
    if (list[what].length > 0)
      found.push({ what, wrong: true, text: `${titles[what]}: ${stretches(list[what], fps, names)}.` })
  if (loop && seam) {
    const [step, usual] = [seam.step.toFixed(2), seam.usual.toFixed(2)]
    const text = seam.closes
      ? `The loop closes: its last step is ${step}, the usual one ${usual}.`
      : `The loop jumps: its last step is ${step}, the usual one ${usual}.`
    found.push({ what: 'seam', wrong: !seam.closes, text })
  }
  return found
}

/** Pictures that cannot be decoded, and pictures with pixels that are no number, by name. */
export function decodedFindings({ damaged, broken }: { damaged: string[]; broken: string[] }): Finding[] {
  const found: Finding[] = []
  if (damaged.length > 0)
    found.push({ what: 'damaged', wrong: true, text: `Damaged or cut short: ${places(damaged)}.` })
  if (broken.length > 0)
    found.push({
      what: 'broken',
      wrong: true,
      text: `Pixels that are no number (NaN or infinite): ${places(broken)}.`,
    })
  return found
}

/** How loud a sound is against a target, and whether it is as long as its picture (`pictureSec`, when there is one). */
export function soundFindings(
  { integratedLufs, truePeakDb, durationSec }: SoundReport,
  { target, pictureSec }: { target: LoudnessTarget; pictureSec: number | null },
): Finding[] {
  const wanted = loudnessTargets[target]
  const found: Finding[] = []
  if (pictureSec !== null && Math.abs(pictureSec - durationSec) > 0.1)
    found.push({
      what: 'length',
      wrong: true,
      text: `The sound lasts ${seconds(durationSec)}, the picture ${seconds(pictureSec)}.`,
    })
  if (integratedLufs === null || truePeakDb === null)
    return [...found, { what: 'loudness', wrong: true, text: 'The sound is silent.' }]
  const off = wanted !== null && Math.abs(integratedLufs - wanted.lufs) > wanted.within
  const most = wanted?.peak ?? 0
  const high = truePeakDb > most
  return [
    ...found,
    {
      what: 'loudness',
      wrong: off,
      text: `${level(integratedLufs)} LUFS${off ? `; ${target} wants ${level(wanted.lufs)} ± ${wanted.within}.` : '.'}`,
    },
    {
      what: 'peak',
      wrong: high,
      text: `True peak ${level(truePeakDb)} dBTP${high ? `; at most ${level(most)} is wanted.` : '.'}`,
    },
  ]
}

/** Gaps in numbers, and files that are too small or too large among their neighbours. Places count from 1. */
export function fileFindings(numbers: NumberReport | null, outliers: readonly string[]): Finding[] {
  const found: Finding[] = []
  if (numbers) {
    const { first, last, missing, twice } = numbers
    const gaps = missing.length > 0 ? ` Missing: ${places(missing)}.` : ''
    const doubled = twice.length > 0 ? ` The same number: ${places(twice)}.` : ''
    found.push({
      what: 'numbers',
      wrong: gaps !== '' || doubled !== '',
      text: `Numbers ${first}–${last}.${gaps}${doubled}`,
    })
  }
  if (outliers.length > 0)
    found.push({
      what: 'sizes',
      wrong: true,
      text: `Far from the size of their neighbours: ${places(outliers)}.`,
    })
  return found
}
