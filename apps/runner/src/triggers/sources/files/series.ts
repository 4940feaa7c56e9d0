/** Which of a series a file is. */
export interface Place {
  /** The same for all files of a series: the name without what counts them. */
  series: string
  /** What counts them, the most important number first; empty when nothing does. */
  numbers: readonly number[]
  /** The same as a person reads it: 8, or `2026-11-24`; null when nothing counts. */
  take: number | string | null
}

/** `Song v7 MASTER`, `cut_v003`, `Mix version 2`. */
const version = /(^|[\s_.\-([])(v|ver|version)[\s_.-]?(\d{1,9})(?![\p{L}\d])/iu
/** Numbers at the end: `show.12`, `frame_0042`, `Mix (2)`, `Take 2026-11-24 18.30`. */
const counted = /(\d{1,9}(?:[-_.:\s]\d{1,9})*)([\s)\]]*)$/

/** Reads the place of a file from its name without ending. */
export function placeOf(stem: string): Place {
  const named = version.exec(stem)
  if (named) {
    const [whole, before = '', word = '', digits = ''] = named
    const rest = stem.slice(0, named.index) + before + stem.slice(named.index + whole.length)
    const series = `${rest} ${word[0]}#`.toLowerCase()
    return { series, numbers: [Number(digits)], take: Number(digits) }
  }
  const end = counted.exec(stem)
  if (!end) return { series: stem.toLowerCase(), numbers: [], take: null }
  const numbers = (end[1] ?? '').split(/\D+/).map(Number)
  const take = numbers.length === 1 ? (numbers[0] ?? null) : (end[1] ?? null)
  return { series: `${stem.slice(0, end.index)}#`.toLowerCase(), numbers, take }
}

/** Above 0 when the first comes later in its series. */
export function compareNumbers(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? -1) - (other[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
