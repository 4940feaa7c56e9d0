import { FromBridge, ToBridge } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFromBridge, readToBridge } from './readFrame.ts'

const json = fc.jsonValue({ maxDepth: 3 })
const envelope = { id: fc.string({ maxLength: 90 }), ts: fc.double(), from: fc.string(), to: fc.string() }
/** A field that may be missing, right or anything. */
const maybe = (right: fc.Arbitrary<unknown>) =>
  fc.option(fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: json }), { nil: undefined })

const fromBridge = fc.record({
  t: fc.constantFrom('result', 'accepted', 'event', 'progress', 'ping', 'busy', 'nonsense'),
  ...envelope,
  seq: maybe(fc.integer()),
  data: maybe(json),
  key: maybe(fc.string({ maxLength: 210 })),
  topic: maybe(fc.string({ maxLength: 130 })),
  message: maybe(fc.string({ maxLength: 20 })),
  fraction: maybe(fc.double({ noNaN: true })),
  ok: maybe(fc.boolean()),
  value: maybe(json),
  took_ms: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  queue_pos: maybe(fc.integer()),
  warnings: maybe(fc.array(fc.string(), { maxLength: 2 })),
})
const toBridge = fc.record({
  t: fc.constantFrom('request', 'request', 'cancel', 'ping'),
  ...envelope,
  command: maybe(fc.string({ maxLength: 90 })),
  version: maybe(fc.integer()),
  args: maybe(fc.dictionary(fc.string(), json)),
  deadline_ms: maybe(fc.integer({ min: -1, max: 100 })),
  idempotency_key: maybe(fc.string({ maxLength: 210 })),
  dry_run: maybe(fc.boolean()),
  reason: maybe(fc.string()),
})

/** What the schema makes of a text, without the fields that are not there. */
const bySchema = (schema: typeof FromBridge | typeof ToBridge, text: string) => {
  const parsed = schema.safeParse(JSON.parse(text))
  return parsed.success ? JSON.parse(JSON.stringify(parsed.data)) : null
}

test('what a bridge sends is read as its schema reads it', () => {
  fc.assert(
    fc.property(fromBridge, (fields) => {
      const text = JSON.stringify(fields)
      const { message } = readFromBridge(text)
      expect(message === null ? null : JSON.parse(JSON.stringify(message))).toEqual(
        bySchema(FromBridge, text),
      )
    }),
    { numRuns: 2000 },
  )
})

test('what the runner sends is read as its schema reads it', () => {
  fc.assert(
    fc.property(toBridge, (fields) => {
      const text = JSON.stringify(fields)
      const { message } = readToBridge(text)
      expect(message === null ? null : JSON.parse(JSON.stringify(message))).toEqual(bySchema(ToBridge, text))
    }),
    { numRuns: 2000 },
  )
})

test('R23 whatever text comes, it is a message or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readFromBridge(text).message).toBeNull()
      expect(readToBridge(text).message).toBeNull()
    }),
  )
})

const event = (data: string) =>
  `{"t":"event","id":"1","ts":0,"from":"td","to":"runner","topic":"a","seq":1,"data":${data}}`

test('a key that reaches a prototype changes nothing', () => {
  for (const key of ['__proto__', '\\u005f_proto__']) {
    readFromBridge(event(`{"${key}":{"polluted":true}}`))
    expect(Object({} as object).polluted).toBeUndefined()
  }
})

test('a number that is infinite is no message', () => {
  expect(readFromBridge(event('1e999')).message).toBeNull()
  expect(readFromBridge(event(`1${'0'.repeat(310)}`)).message).toBeNull()
})

test('R23 brackets in brackets without end are no message and no crash', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(() => readFromBridge(event(deep))).not.toThrow()
})

test('what is no message is handed over as the JSON that it is', () => {
  expect(readToBridge('{"id":"7","t":"nonsense"}')).toEqual({
    message: null,
    json: { id: '7', t: 'nonsense' },
  })
  expect(readToBridge('{')).toEqual({ message: null, json: null })
})
