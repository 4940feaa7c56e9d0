import { createHash } from 'node:crypto'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { clockOf } from '../looks/clock.ts'
import { type Format, formats, sizeOf } from '../looks/look.ts'
import { dusk } from '../looks/palette.ts'
import { ripple } from '../looks/ripple/ripple.ts'
import { testCurves } from '../looks/testCurves.ts'
import { createEasel } from './easel.ts'
import { encodePng } from './png.ts'

const seconds = 16
const curves = testCurves({ seconds })
const clock = clockOf({ bpm: 120 }, seconds)

async function film(format: Format, seed = 1) {
  const options = { format, seed, palette: dusk }
  const { planes } = await ripple.motion(curves, clock, options)
  const size = sizeOf(format, 180)
  const easel = createEasel(ripple.scene(options), planes, size)
  const pixels = (frame: number) => Uint8Array.from(easel.pixels(frame))
  return {
    ...size,
    pixels,
    hash: async (frame: number) => {
      const png = await encodePng(pixels(frame), size.width, size.height)
      return createHash('sha256').update(png).digest('hex')
    },
  }
}

const mean = (pixels: Uint8Array) =>
  pixels.reduce((sum, v, i) => (i % 4 === 3 ? sum : sum + v), 0) / (pixels.length * 0.75)

test('the same seed draws the same bytes, another one does not', async () => {
  const [a, b, c] = await Promise.all([film('16:9'), film('16:9'), film('16:9', 2)])
  expect(await a.hash(120)).toBe(await b.hash(120))
  expect(await a.hash(120)).not.toBe(await c.hash(120))
})

test.each(formats)('%s: a kick is brighter than the gap before it, and the end is dark', async (format) => {
  const { pixels } = await film(format)
  expect(mean(pixels(120))).toBeGreaterThan(mean(pixels(118)) + 1)
  expect(mean(pixels(120))).toBeGreaterThan(20)
  expect(mean(pixels(seconds * 24 - 1))).toBeLessThan(14)
})

test('a PNG holds the very pixels that were drawn', async () => {
  const { pixels, width, height } = await film('1:1')
  const data = pixels(130)
  const image = await loadImage(await encodePng(data, width, height))
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  expect(Buffer.from(canvas.data()).equals(Buffer.from(data))).toBe(true)
})
