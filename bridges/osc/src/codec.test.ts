import { failureOf, type OscArgument } from '@segue/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeOsc } from './decode.ts'
import { encodeOsc } from './encode.ts'
import { isBundle, messagesOf, type OscPacket, type OscValue, oscLimits } from './packet.ts'
import { toOsc, toPlain } from './plain.ts'
import { fromTimeTag, immediately, toTimeTag } from './timeTag.ts'

const codeOf = (act: () => unknown): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return failureOf(error).code
  }
}
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !one.includes('\0'))
const byte = fc.integer({ min: 0, max: 255 })
const plain: fc.Arbitrary<OscValue> = fc.oneof(
  fc.record({ type: fc.constant('int' as const), value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }),
  fc.record({ type: fc.constant('float' as const), value: fc.float({ noNaN: true }) }),
  fc.record({ type: fc.constant('double' as const), value: fc.double({ noNaN: true }) }),
  fc.record({ type: fc.constantFrom('string' as const, 'symbol' as const), value: text }),
  fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.constantFrom({ type: 'nil' as const }, { type: 'impulse' as const }),
  fc.record({ type: fc.constant('int64' as const), value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) }),
  fc.record({ type: fc.constant('time' as const), value: fc.bigInt(0n, 2n ** 64n - 1n) }),
  fc.record({ type: fc.constant('blob' as const), value: fc.uint8Array({ maxLength: 30 }) }),
  fc.record({
    type: fc.constant('char' as const),
    value: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
  }),
  fc.record({ type: fc.constant('color' as const), value: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
  fc.record({ type: fc.constant('midi' as const), value: fc.tuple(byte, byte, byte, byte) }),
)
const value = fc.oneof(
  plain,
  fc.record({ type: fc.constant('array' as const), value: fc.array(plain, { maxLength: 4 }) }),
)
const message = fc.record({
  address: fc.constantFrom('/a', '/fader/1', '/夜/🎛', '/long/enough/for/padding'),
  values: fc.array(value, { maxLength: 8 }),
})
const packet: fc.Arbitrary<OscPacket> = fc.oneof(
  message,
  fc.record({ at: fc.bigInt(0n, 2n ** 64n - 1n), elements: fc.array(message, { maxLength: 4 }) }),
)

test('every packet comes back from its bytes as it was, in whole words', () => {
  fc.assert(
    fc.property(packet, (one) => {
      const bytes = encodeOsc(one)
      expect(bytes.length % 4).toBe(0)
      expect(decodeOsc(bytes)).toEqual(one)
    }),
  )
})

test('bytes are those of the specification', () => {
  // The examples of opensoundcontrol.org/spec-1_0-examples.
  expect(encodeOsc({ address: '/oscillator/4/frequency', values: [{ type: 'float', value: 440 }] })).toEqual(
    hex('2f6f7363696c6c61 746f722f342f6672 657175656e637900 2c660000 43dc0000'),
  )
  const foo: OscValue[] = [
    { type: 'int', value: 1000 },
    { type: 'int', value: -1 },
    { type: 'string', value: 'hello' },
    { type: 'float', value: Math.fround(1.234) },
    { type: 'float', value: Math.fround(5.678) },
  ]
  expect(encodeOsc({ address: '/foo', values: foo })).toEqual(
    hex('2f666f6f00000000 2c69697366660000 000003e8ffffffff 68656c6c6f000000 3f9df3b640b5b22d'),
  )
})

test('R26 whatever bytes come, it is a packet or a failure with a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const code = codeOf(() => decodeOsc(bytes))
      expect([null, 'osc.malformed']).toContain(code)
    }),
  )
})

test('R26 one byte that is cut off or changed never crashes the reader', () => {
  const bytes = encodeOsc({
    at: immediately,
    elements: [{ address: '/a', values: [{ type: 'blob', value: Uint8Array.of(1, 2, 3) }] }],
  })
  for (let end = 0; end < bytes.length; end++)
    expect([null, 'osc.malformed']).toContain(codeOf(() => decodeOsc(bytes.subarray(0, end))))
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes)
    damaged[at] = 0xff
    expect([null, 'osc.malformed']).toContain(codeOf(() => decodeOsc(damaged)))
  }
})

describe('what is not OSC is refused', () => {
  const oddSize = Buffer.concat([hex('2362756e646c6500'), Buffer.alloc(8), hex('00000002 2f61')])
  test.each([
    ['no address', hex('61620000 2c000000')],
    ['no tags', hex('2f610000 69000000 00000001')],
    ['padding that is not zero', hex('2f610061 2c000000')],
    ['bytes left over', hex('2f610000 2c000000 00000001')],
    ['a value that is missing', hex('2f610000 2c690000')],
    ['a type nobody knows', hex('2f610000 2c7a0000')],
    ['a list that never ends', hex('2f610000 2c5b0000')],
    ['a list that never began', hex('2f610000 2c5d0000')],
    ['a text that is not UTF-8', hex('2f610000 2c730000 fffe0000')],
    ['a blob longer than the rest', hex('2f610000 2c620000 7fffffff')],
    ['an element of an odd size', oddSize],
  ])('%s', (_, bytes) => {
    expect(codeOf(() => decodeOsc(bytes))).toBe('osc.malformed')
  })

  test('R26 bundles in bundles without end', () => {
    let deep: OscPacket = { address: '/a', values: [] }
    for (let depth = 0; depth <= oscLimits.maxDepth; depth++) deep = { at: immediately, elements: [deep] }
    expect(codeOf(() => decodeOsc(encodeOsc(deep)))).toBe('osc.malformed')
  })

  test('R26 more messages and more values than fit a moment', () => {
    const elements = Array.from({ length: oscLimits.maxMessages + 1 }, () => ({ address: '/a', values: [] }))
    expect(codeOf(() => decodeOsc(encodeOsc({ at: immediately, elements })))).toBe('osc.malformed')
    const values = Array.from({ length: oscLimits.maxValues }, (): OscValue => ({ type: 'nil' }))
    expect(codeOf(() => decodeOsc(encodeOsc({ address: '/a', values })))).toBe('osc.malformed')
  })
})

test('what cannot be sent is refused in words', () => {
  expect(codeOf(() => encodeOsc({ address: 'fader', values: [] }))).toBe('osc.invalid')
  expect(codeOf(() => encodeOsc({ address: '/a', values: [{ type: 'string', value: 'a\0b' }] }))).toBe(
    'osc.invalid',
  )
  const blob: OscValue = { type: 'blob', value: new Uint8Array(oscLimits.maxBytes) }
  expect(codeOf(() => encodeOsc({ address: '/a', values: [blob] }))).toBe('osc.too-large')
  expect(codeOf(() => toOsc({ type: 'int64', value: '9999999999999999999' }))).toBe('osc.invalid')
})

test('an old sender leaves out the tags', () => {
  expect(decodeOsc(hex('2f610000'))).toEqual({ address: '/a', values: [] })
})

test('the messages of a packet come in order, out of all bundles', () => {
  const of = (address: string) => ({ address, values: [] })
  const nested: OscPacket = {
    at: immediately,
    elements: [of('/a'), { at: immediately, elements: [of('/b')] }, of('/c')],
  }
  expect(isBundle(nested)).toBe(true)
  expect(messagesOf(nested).map(({ address }) => address)).toEqual(['/a', '/b', '/c'])
})

test('plain values get the type that other programs expect', () => {
  const tags = (argument: OscArgument) => toOsc(argument).type
  expect([1, 1.5, 2 ** 31, 'a', true, null, [1, 'a']].map(tags)).toEqual([
    'int',
    'float',
    'float',
    'string',
    'boolean',
    'nil',
    'array',
  ])
  expect(tags({ type: 'float', value: 1 })).toBe('float')
})

test('what comes in is JSON, whatever it is', () => {
  const values: OscValue[] = [
    { type: 'float', value: Number.NaN },
    { type: 'int64', value: 2n ** 62n },
    { type: 'blob', value: Uint8Array.of(1, 2) },
    { type: 'color', value: 0xff0000ff },
    { type: 'impulse' },
    { type: 'time', value: immediately },
    { type: 'array', value: [{ type: 'nil' }] },
  ]
  expect(values.map(toPlain)).toEqual([null, '4611686018427387904', 'AQI=', '#ff0000ff', true, null, [null]])
})

test('moments keep a microsecond', () => {
  for (const seconds of [0, 1_700_000_000.123456, 2_000_000_000.999999])
    expect(fromTimeTag(toTimeTag(seconds))).toBeCloseTo(seconds, 6)
  expect(toTimeTag(null)).toBe(immediately)
})
