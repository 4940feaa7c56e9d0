import type { Failure } from '@segue/protocol'
import { failureFrom, nodeIn } from './report.ts'

/** Limits of a document, before anything else looks at it. Text counts in UTF-16 units. */
export const documentLimits = { depth: 64, values: 1_000_000, text: 16 * 1024 * 1024, findings: 50 }

const hostileKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const tooLarge = 'is too large.'
const inFiles = 'Keep large data in files and refer to them.'

interface Path {
  key: string
  up: Path | null
}

const keysOf = (path: Path | null): string[] => {
  const keys: string[] = []
  for (let at = path; at; at = at.up) keys.unshift(at.key)
  return keys
}

const isPlainObject = (value: object): boolean => {
  const proto = Object.getPrototypeOf(value)
  return proto === null || Object.getPrototypeOf(proto) === null
}

/**
 * What makes a value unsafe to read as a document: not JSON, nested deeper than 64, too large, keys that reach
 * for prototypes, numbers that are not finite. Walks without recursion and never throws.
 */
export function unsafeParts(document: unknown): Failure[] {
  const found: Failure[] = []
  let values = 0
  let text = 0
  const report = (code: string, path: Path | null, message: string, hint: string) => {
    const keys = keysOf(path)
    const where = keys.join('.').slice(0, 200) || 'The document'
    const nodeId = nodeIn(keys)
    found.push(
      failureFrom({
        code,
        message: `${where} ${message}`,
        hint,
        ...(nodeId === undefined ? {} : { nodeId }),
      }),
    )
  }
  const stack: { value: unknown; path: Path | null; depth: number }[] = [
    { value: document, path: null, depth: 1 },
  ]
  for (let next = stack.pop(); next && found.length < documentLimits.findings; next = stack.pop()) {
    const { value, path, depth } = next
    if (typeof value === 'string') text += value.length
    if (text > documentLimits.text) {
      report('document.too_large', null, tooLarge, inFiles)
      return found
    }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue
    if (typeof value === 'number') {
      if (!Number.isFinite(value))
        report('document.number', path, 'is not a finite number.', 'Put in a number, or remove the value.')
      continue
    }
    if (typeof value !== 'object' || !(Array.isArray(value) || isPlainObject(value))) {
      report(
        'document.not_json',
        path,
        'is not JSON.',
        'Use objects, lists, text, numbers, true, false and null.',
      )
      continue
    }
    if (depth > documentLimits.depth) {
      report('document.too_deep', path, `is nested deeper than ${documentLimits.depth}.`, 'Flatten it.')
      continue
    }
    const keys = Object.keys(value)
    values += keys.length
    if (values > documentLimits.values) {
      report('document.too_large', path, tooLarge, inFiles)
      return found
    }
    for (const key of keys) {
      text += key.length
      const below = { key, up: path }
      if (hostileKeys.has(key)) report('document.key', below, 'is a forbidden name.', 'Choose another name.')
      else stack.push({ value: Reflect.get(value, key), path: below, depth: depth + 1 })
    }
  }
  return found
}
