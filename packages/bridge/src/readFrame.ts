import { FromBridge, ToBridge } from '@segue/protocol'
import type { z } from 'zod'

/** The fields of a frame, each of unknown type. */
type Fields = Record<string, unknown>

/**
 * What would have to be looked at in depth: keys that reach a prototype (`__proto__`, also with escapes for letters)
 * and numbers that may be infinite.
 */
const odd = /__proto__|\\u00[0-7]|\d[eE]\+?\d{3}|\d{300}/
/** More brackets than that may be nested deeper than a stack is; a shorter text cannot hold as many. */
const manyBrackets = 500

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most
const isMaybe = <T>(value: unknown, is: (value: unknown) => value is T): value is T | undefined =>
  value === undefined || is(value)
const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy without the fields that are not there. */
function present<T extends object>(fields: T): T {
  for (const name in fields) if (fields[name] === undefined) delete fields[name]
  return fields
}

const isPlain = (text: string): boolean => {
  if (odd.test(text)) return false
  if (text.length <= manyBrackets) return true
  let brackets = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) brackets++
  }
  return brackets <= manyBrackets
}

function envelopeOf({ id, ts, from, to }: Fields) {
  return isText(id, 80) && isNumber(ts) && isText(from, 80) && isText(to, 80) ? { id, ts, from, to } : null
}

/** The frequent messages of a bridge by hand; null when the schema has to decide. */
function quickFromBridge(fields: Fields): object | null {
  const envelope = envelopeOf(fields)
  if (envelope === null) return null
  const { t, seq, data, key, topic, message, fraction, ok, value, took_ms } = fields
  if (t === 'result') {
    const { error, warnings, artifacts } = fields
    const isBare = error === undefined && warnings === undefined && artifacts === undefined
    if (!isBare || !isFlag(ok) || !isNumber(took_ms)) return null
    return present({ t, ...envelope, ok, value, took_ms, warnings: [], artifacts: [] })
  }
  if (t === 'accepted') {
    const { queue_pos } = fields
    return isWhole(queue_pos) ? { t, ...envelope, queue_pos } : null
  }
  if (t === 'event') {
    if (!isText(topic, 120) || !isWhole(seq) || data === undefined) return null
    if (key !== undefined && !isText(key, 200)) return null
    return present({ t, ...envelope, topic, seq, key, data })
  }
  if (t === 'progress') {
    if (!isWhole(seq) || !isMaybe(fraction, isNumber)) return null
    if (message !== undefined && !isText(message, 600)) return null
    return present({ t, ...envelope, seq, fraction, message, data })
  }
  return null
}

/** Requests by hand; null when the schema has to decide. */
function quickToBridge(fields: Fields): object | null {
  const envelope = envelopeOf(fields)
  const { t, command, version, args, deadline_ms, idempotency_key, dry_run } = fields
  if (envelope === null || t !== 'request' || !isText(command, 80) || !isObject(args)) return null
  if (!isMaybe(version, isWhole) || !isMaybe(dry_run, isFlag)) return null
  if (!isMaybe(deadline_ms, isWhole) || (deadline_ms !== undefined && deadline_ms <= 0)) return null
  if (idempotency_key !== undefined && !isText(idempotency_key, 200)) return null
  return present({ t, ...envelope, command, version, args, deadline_ms, idempotency_key, dry_run })
}

/** A frame as a message, or what JSON it holds when it is none. */
export type Read<T> = { message: T } | { message: null; json: unknown }

function read<T>(text: string, schema: z.ZodType<T>, quick: (fields: Fields) => object | null): Read<T> {
  let json: unknown = null
  try {
    json = JSON.parse(text)
    const message = isObject(json) && isPlain(text) ? quick(json) : null
    if (message !== null) return { message: message as T } // tests hold it to the schema
    const parsed = schema.safeParse(json)
    return parsed.success ? { message: parsed.data } : { message: null, json }
  } catch {
    return { message: null, json }
  }
}

/** Reads what a bridge sent. The same as its schema, but ten times as quick for what comes often. */
export const readFromBridge = (text: string): Read<FromBridge> => read(text, FromBridge, quickFromBridge)

/** Reads what the runner sent, likewise. */
export const readToBridge = (text: string): Read<ToBridge> => read(text, ToBridge, quickToBridge)
