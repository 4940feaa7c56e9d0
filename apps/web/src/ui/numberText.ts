export interface NumberRange {
  min: number | null
  max: number | null
  step: number | null
  integer: boolean
}

/** One press of an arrow key: the stated step, or what fits the size of the range. */
export function stepOf({ min, max, step, integer }: NumberRange): number {
  if (step !== null) return step
  if (integer) return 1
  if (min === null || max === null) return 0.1
  return 10 ** Math.floor(Math.log10((max - min) / 50))
}

/** The value in range, on a whole step, without floating-point dust. */
export function clean(value: number, range: NumberRange): number {
  const low = Math.max(range.min ?? Number.NEGATIVE_INFINITY, value)
  const held = Math.min(range.max ?? Number.POSITIVE_INFINITY, low)
  return range.integer ? Math.round(held) : Number(held.toFixed(6))
}

/** The number a person typed, with a point or a comma; a unit after it is ignored. `null` when it is none. */
export function readNumber(text: string): number | null {
  const match = /^\s*([+-]?\d*[.,]?\d+(?:e[+-]?\d+)?)/i.exec(text)
  const value = Number(match?.[1]?.replace(',', '.'))
  return match && Number.isFinite(value) ? value : null
}

/** At most four digits after the point, as many as are needed. */
export function showNumber(value: number): string {
  return String(Number(value.toFixed(4)))
}
