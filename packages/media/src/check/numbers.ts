import { median } from './thumb.ts'

/** What a folder of numbered pictures lacks. */
export interface NumberReport {
  first: number
  last: number
  missing: number[]
  /** Names that carry the same number. */
  twice: string[]
}

const numberOf = (name: string) => /(\d+)\D*$/.exec(name)?.[1]

/** Gaps in the numbers at the end of names such as `shot_0001.png`; null when fewer than two have one. */
export function checkNumbers(names: readonly string[]): NumberReport | null {
  const found = new Map<number, string[]>()
  for (const name of names) {
    const number = numberOf(name)
    if (number !== undefined) found.set(Number(number), [...(found.get(Number(number)) ?? []), name])
  }
  if (found.size < 2) return null
  const numbers = [...found.keys()].sort((a, b) => a - b)
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)]
  const missing: number[] = []
  let before = first
  for (const number of numbers) {
    for (let gap = before + 1; gap < number && missing.length < 10_000; gap++) missing.push(gap)
    before = number
  }
  return { first, last, missing, twice: [...found.values()].filter(({ length }) => length > 1).flat() }
}

const neighbours = 5
const farOff = 4

/**
 * Places of files whose size is more than four times away from the middle size of their neighbours: pictures that
 * were cut off, went black or belong elsewhere. Empty files always count.
 */
export function sizeOutliers(sizes: readonly number[]): number[] {
  return sizes.flatMap((size, at) => {
    const around = sizes.slice(Math.max(0, at - neighbours), at + neighbours + 1)
    const usual = median(around)
    const off = around.length > 3 && (size * farOff < usual || size > usual * farOff)
    return size === 0 || off ? [at] : []
  })
}
