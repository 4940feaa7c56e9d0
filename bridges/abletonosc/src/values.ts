import type { OscValue } from '@segue/osc'
import { unexpected } from './failure.ts'

/** AbletonOSC hands a value on to Live as it is, so its type is part of what is said. */
export const int = (value: number): OscValue => ({ type: 'int', value })
export const float = (value: number): OscValue => ({ type: 'float', value })
export const bool = (value: boolean): OscValue => ({ type: 'boolean', value })
export const text = (value: string): OscValue => ({ type: 'string', value })

/** A number, or null for None. Floats have 32 bits: they come back with the digits that these hold. */
export function numberOrNull(value: OscValue | undefined): number | null {
  switch (value?.type) {
    case 'int':
      return value.value
    case 'float':
      return Number(value.value.toPrecision(7))
    case 'double':
      return value.value
    case 'int64':
      return Number(value.value)
    case 'boolean':
      return value.value ? 1 : 0
    case 'nil':
      return null
    default:
      throw unexpected(`AbletonOSC answered ${value?.type ?? 'nothing'} where a number was due.`)
  }
}

export function numberOf(value: OscValue | undefined): number {
  const found = numberOrNull(value)
  if (found === null) throw unexpected('AbletonOSC answered None where a number was due.')
  return found
}

export const boolOf = (value: OscValue | undefined): boolean => numberOf(value) !== 0

/** The same, and null for None. */
export const boolOrNull = (value: OscValue | undefined): boolean | null => {
  const found = numberOrNull(value)
  return found === null ? null : found !== 0
}

export function textOf(value: OscValue | undefined): string {
  if (value?.type === 'string') return value.value
  throw unexpected(`AbletonOSC answered ${value?.type ?? 'nothing'} where a text was due.`)
}

/** Whether a value that was read is the one that was written, as far as 32 bits hold it. */
export function isSame(wanted: OscValue, found: OscValue | undefined): boolean {
  if (wanted.type === 'string') return found?.type === 'string' && found.value === wanted.value
  const [written, read] = [numberOrNull(wanted), found?.type === 'string' ? null : numberOrNull(found)]
  if (written === null || read === null) return written === read
  return Math.abs(written - read) <= tolerance * Math.max(1, Math.abs(written))
}

const tolerance = 1e-4

/** A value in words. */
export const shown = (value: OscValue | undefined): string =>
  value !== undefined && 'value' in value ? String(value.value) : 'nothing'
