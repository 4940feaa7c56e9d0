import type { OscValue } from '@segue/osc'

/** What Python raises inside a handler: its text is all that AbletonOSC tells of it. */
export class PyError extends Error {}

/** What a property raises that a thing of this kind does not have. AbletonOSC answers None for it. */
export class PyRuntimeError extends PyError {}

export const int = (value: number): OscValue => ({ type: 'int', value })
export const float = (value: number): OscValue => ({ type: 'float', value: Math.fround(value) })
export const bool = (value: boolean): OscValue => ({ type: 'boolean', value })
export const text = (value: string): OscValue => ({ type: 'string', value })
export const none: OscValue = { type: 'nil' }

/** A number as Python takes it: true is 1. */
export function numberOf(value: OscValue | undefined): number {
  if (value === undefined) throw new PyError('tuple index out of range')
  if (value.type === 'boolean') return value.value ? 1 : 0
  if (value.type === 'int' || value.type === 'float' || value.type === 'double') return value.value
  throw new PyError(`int() argument must be a string or a number, not '${value.type}'`)
}

export const textOf = (value: OscValue | undefined): string =>
  value === undefined || !('value' in value) ? 'None' : String(value.value)

/** What Live makes of a value for a property that holds one like `held`; Boost.Python refuses other types. */
export function fitting(held: OscValue, given: OscValue | undefined): OscValue {
  if (given === undefined) throw new PyError('tuple index out of range')
  const isWhole = given.type === 'int' || given.type === 'boolean'
  if (held.type === 'float' && (isWhole || given.type === 'float' || given.type === 'double'))
    return float(numberOf(given))
  if (held.type === 'int' && isWhole) return int(numberOf(given))
  if (held.type === 'boolean' && isWhole) return bool(numberOf(given) !== 0)
  if (held.type === 'string' && given.type === 'string') return given
  throw new PyError(`Python argument types in None.None(${given.type}) did not match C++ signature`)
}

/** The thing at an index. Python counts negative ones from the end. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list.at(Math.trunc(index))
  if (found === undefined) throw new PyError('Index out of range')
  return found
}
