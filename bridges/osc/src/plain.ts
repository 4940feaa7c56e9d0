import { fail, type OscArgument, type OscTyped } from '@segue/protocol'
import type { z } from 'zod'
import type { OscValue } from './packet.ts'
import { fromTimeTag, toTimeTag } from './timeTag.ts'

type Json = z.core.util.JSONType

/** Values for the wire. A number goes as `int` where it is whole and fits 32 bits, else as `float`. */
export function toOsc(argument: OscArgument): OscValue {
  if (argument === null) return { type: 'nil' }
  if (typeof argument === 'string') return { type: 'string', value: argument }
  if (typeof argument === 'boolean') return { type: 'boolean', value: argument }
  if (typeof argument === 'number') {
    const whole = Number.isInteger(argument) && (argument | 0) === argument
    return { type: whole ? 'int' : 'float', value: argument }
  }
  if (Array.isArray(argument)) return { type: 'array', value: argument.map(toOsc) }
  return typed(argument)
}

function typed(given: OscTyped): OscValue {
  switch (given.type) {
    case 'int64': {
      const value = BigInt(given.value)
      if (BigInt.asIntN(64, value) === value) return { type: 'int64', value }
      throw fail({
        code: 'osc.invalid',
        message: `${given.value} has more than 64 bits.`,
        hint: 'Send a smaller number, or a text.',
        kind: 'input',
      })
    }
    case 'blob':
      return { type: 'blob', value: Buffer.from(given.value, 'base64') }
    case 'time':
      return { type: 'time', value: toTimeTag(given.value) }
    case 'color':
      return { type: 'color', value: Number.parseInt(given.value.slice(1), 16) }
    default:
      return given
  }
}

/** A value as JSON: a number that JSON cannot hold is null, an impulse true, 64 bits digits, bytes base64. */
export function toPlain(value: OscValue): Json {
  switch (value.type) {
    case 'float':
    case 'double':
      return Number.isFinite(value.value) ? value.value : null
    case 'nil':
      return null
    case 'impulse':
      return true
    case 'int64':
      return value.value.toString()
    case 'blob':
      return Buffer.from(value.value).toString('base64')
    case 'time':
      return fromTimeTag(value.value)
    case 'color':
      return `#${value.value.toString(16).padStart(8, '0')}`
    case 'midi':
      return [...value.value]
    case 'array':
      return value.value.map(toPlain)
    default:
      return value.value
  }
}
