import { expect, test } from 'vitest'
import { createFrameReader, type Frame } from './frames.ts'
import { readFromBridge, readToBridge } from './readFrame.ts'

const inputs = 100_000
const limit = 4096
const newline = 10
const odd = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  '\ud800',
  '__proto__',
  'é'.repeat(90),
  [],
  [[]],
  {},
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { call: 1 },
]
const texts = [
  '',
  ' ',
  'null',
  '[]',
  '{}{}',
  '{"t":',
  'NaN',
  '[1e999]',
  '['.repeat(3000),
  '{"a":'.repeat(2000),
]
const kinds = ['result', 'event', 'progress', 'ping', 'request', 'cancel', 'hello', 'nonsense']
const fields = [
  't',
  'id',
  'ts',
  'seq',
  'data',
  'ok',
  'value',
  'args',
  'command',
  'took_ms',
  'topic',
  'deadline_ms',
]

/** Numbers from 0 to 1, the same at every run: mulberry32. */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One frame without its end: whole, cut, damaged, too long, or nothing like a frame. */
function hostileFrame(dice: () => number): Buffer {
  const below = (most: number) => Math.floor(dice() * most)
  const way = dice()
  if (way < 0.1) return Buffer.from(texts[below(texts.length)] ?? '')
  if (way < 0.15)
    return Buffer.from(Array.from({ length: below(60) }, () => below(255) + 1)).map((byte) =>
      byte === newline ? 0xff : byte,
    ) as Buffer
  const message: Record<string, unknown> = {
    t: kinds[below(kinds.length)],
    id: '1',
    ts: 0,
    from: 'a',
    to: 'b',
  }
  for (let change = below(4); change > 0; change--)
    message[fields[below(fields.length)] ?? 't'] = odd[below(odd.length)]
  const frame = Buffer.from(JSON.stringify(message))
  if (way < 0.3) return frame.subarray(0, below(frame.length))
  if (way < 0.5) frame[below(frame.length)] = 0x80 + below(128)
  return way < 0.501 ? Buffer.concat([frame, Buffer.alloc(2 * limit, 'x')]) : frame
}

test('R23 of a hundred thousand hostile frames each is a message or none, and the next one is read', () => {
  const dice = createDice(23)
  const reader = createFrameReader(limit)
  const seen = { text: 0, tooLarge: 0, notUtf8: 0 }
  const messages = { from: 0, to: 0 }
  const take = (frame: Frame) => {
    seen[frame.is]++
    if (frame.is === 'tooLarge') expect(frame.head.length).toBeLessThanOrEqual(256)
    if (frame.is !== 'text') return
    if (readFromBridge(frame.text).message !== null) messages.from++
    if (readToBridge(frame.text).message !== null) messages.to++
  }
  for (let made = 0; made < inputs; made += 50) {
    let rest = Buffer.concat(
      Array.from({ length: 50 }, () => Buffer.concat([hostileFrame(dice), Buffer.of(newline)])),
    )
    while (rest.length > 0) {
      const size = [1, 7, 64, 1000, 20_000][Math.floor(dice() * 5)] ?? 1
      reader.push(rest.subarray(0, size)).forEach(take)
      rest = rest.subarray(size)
    }
  }
  expect(seen.text + seen.tooLarge + seen.notUtf8).toBe(inputs)
  for (const count of [...Object.values(seen), ...Object.values(messages)]) expect(count).toBeGreaterThan(50)
  expect(Object({}).polluted).toBeUndefined()
  expect(reader.push(Buffer.from('{"last":true}\n'))).toEqual([{ is: 'text', text: '{"last":true}' }])
})
