import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canvasOfExr } from './canvas.ts'
import { halfOf, ofHalf } from './half.ts'
import { brokenPixels, decodeExr } from './read.ts'
import { encodeExr } from './write.ts'
import { packBlock, unpackBlock } from './zip.ts'

const picture = (width: number, height: number) =>
  Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i * 37 + (i >> 5) * 11) % 256)

describe('half precision', () => {
  test('every half goes there and back', () => {
    const all = Array.from({ length: 0x10000 }, (_, bits) => bits)
    const numbers = all.filter((bits) => !Number.isNaN(ofHalf(bits)))
    expect(numbers).toHaveLength(0x10000 - 2 * 1023)
    expect(numbers.filter((bits) => halfOf(ofHalf(bits)) !== bits)).toEqual([])
    expect(ofHalf(halfOf(Number.NaN))).toBeNaN()
  })

  test('a number becomes the nearest half', () => {
    fc.assert(
      fc.property(fc.double({ min: -60_000, max: 60_000, noNaN: true }), (value) => {
        const bits = halfOf(value)
        const off = Math.abs(ofHalf(bits) - value)
        for (const next of [bits - 1, bits + 1].filter((near) => !Number.isNaN(ofHalf(near & 0xffff))))
          expect(off).toBeLessThanOrEqual(Math.abs(ofHalf(next) - value) + 2 ** -26 * Math.abs(value))
      }),
    )
    expect(ofHalf(halfOf(1e6))).toBe(Number.POSITIVE_INFINITY)
  })
})

test('any bytes are packed and unpacked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async (raw) => {
      expect([...(await unpackBlock(await packBlock(raw), raw.length))]).toEqual([...raw])
    }),
  )
})

test.each([
  [1, 1],
  [7, 33],
  [64, 16],
])('%i × %i pixels come back', async (width, height) => {
  const rgba = picture(width, height).map((value, i) => (i % 4 === 3 ? 255 : value))
  const file = await encodeExr(rgba, { width, height, alpha: false })
  const read = await decodeExr(file, 'a.exr')
  expect([...read.planes.keys()].sort()).toEqual(['B', 'G', 'R'])
  const back = canvasOfExr(read).getContext('2d').getImageData(0, 0, width, height).data
  for (const [i, value] of rgba.entries()) expect(Math.abs((back[i] ?? 0) - value)).toBeLessThanOrEqual(1)
  expect(await encodeExr(rgba, { width, height, alpha: false })).toEqual(file)
})

test('transparency is kept, and light is multiplied by it', async () => {
  const rgba = Uint8ClampedArray.of(255, 255, 255, 128, 255, 0, 0, 0)
  const { planes } = await decodeExr(await encodeExr(rgba, { width: 2, height: 1, alpha: true }), 'a.exr')
  expect(planes.get('A')?.[0]).toBeCloseTo(128 / 255, 3)
  expect(planes.get('R')?.[0]).toBeCloseTo(128 / 255, 3)
  expect(planes.get('R')?.[1]).toBe(0)
})

test('what is no number is counted', () => {
  const plane = Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 0)
  expect(brokenPixels({ width: 2, height: 2, planes: new Map([['R', plane]]) })).toBe(2)
})

test('a file that was cut off or changed anywhere is a failure, never a crash', async () => {
  const file = await encodeExr(picture(20, 20), { width: 20, height: 20, alpha: true })
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
      const bad = cut ? file.subarray(0, Math.max(4, at)) : Buffer.from(file)
      if (!cut) bad[at] = byte
      const read = await decodeExr(bad, 'bad.exr').catch(
        (error: { failure?: { code: string } }) => error.failure?.code,
      )
      if (typeof read === 'object') expect(read.width * read.height).toBeGreaterThan(0)
      else expect(['frame.damaged', 'frame.exr_kind']).toContain(read)
    }),
  )
})
