import { expect, test } from 'vitest'
import { createGrain } from './grain.ts'
import { rgbaOf } from './rgb.ts'
import { i420Bytes, writeI420 } from './yuv.ts'

const flat = (rgb: readonly number[], width: number, height: number) => ({
  data: Uint8Array.from({ length: width * height * 4 }, (_, i) => rgb[i % 4] ?? 255),
  width,
  height,
})

const codes = (rgb: readonly number[]) => {
  const out = new Uint8Array(i420Bytes(2, 2))
  writeI420(flat(rgb, 2, 2), out, { width: 2, height: 2 })
  return [out[0], out[4], out[5]]
}

// Bars of ITU-R BT.709-6 at full level in 8 bits, as every test pattern generator prints them.
test.each([
  { name: 'black', rgb: [0, 0, 0], yuv: [16, 128, 128] },
  { name: 'white', rgb: [255, 255, 255], yuv: [235, 128, 128] },
  { name: 'red', rgb: [255, 0, 0], yuv: [63, 102, 240] },
  { name: 'green', rgb: [0, 255, 0], yuv: [173, 42, 26] },
  { name: 'blue', rgb: [0, 0, 255], yuv: [32, 240, 118] },
])('$name has its BT.709 limited-range codes', ({ rgb, yuv }) => {
  expect(codes(rgb)).toEqual(yuv)
})

test('an odd picture repeats its last column and row', () => {
  const out = new Uint8Array(i420Bytes(4, 4))
  writeI420(flat([255, 255, 255], 3, 3), out, { width: 4, height: 4 })
  expect([...out]).toEqual([...Array(16).fill(235), ...Array(8).fill(128)])
})

test('a picture comes back from its codes within rounding', () => {
  const [width, height] = [2, 2]
  const out = new Uint8Array(i420Bytes(width, height))
  for (const rgb of [
    [255, 90, 54],
    [27, 31, 59],
    [58, 107, 255],
  ]) {
    writeI420(flat(rgb, width, height), out, { width, height })
    const planes = [
      { offset: 0, stride: 2 },
      { offset: 4, stride: 1 },
      { offset: 5, stride: 1 },
    ]
    const back = rgbaOf({ data: out, width, height, planes, matrix: 'bt709', fullRange: false })
    for (const [i, channel] of rgb.entries())
      expect(Math.abs((back[i] ?? 0) - channel)).toBeLessThanOrEqual(3)
  }
})

test('grain moves, keeps the mean level, and is the same for the same frame', () => {
  const grain = createGrain(0.04)
  const [width, height] = [256, 256]
  const frame = (index: number) => {
    const out = new Uint8Array(i420Bytes(width, height))
    grain?.frame(index)
    writeI420(flat([20, 20, 24], width, height), out, { width, height }, grain)
    return out.subarray(0, width * height)
  }
  const [first, again, second] = [frame(7), frame(7), frame(8)]
  expect(first).toEqual(again)
  expect(first).not.toEqual(second)
  const mean = first.reduce((sum, luma) => sum + luma, 0) / first.length
  expect(mean).toBeCloseTo(16 + (219 * (0.9278 * 20 + 0.0722 * 24)) / 255, 0)
  expect(new Set(first).size).toBeGreaterThan(2)
})

test('no strength is no grain', () => {
  expect(createGrain(0)).toBeNull()
})
