import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { coverPalette } from './coverPalette.ts'
import { coverPixels } from './coverPixels.ts'
import { oklchOf, turn } from './oklch.ts'
import { dusk, linear, type Palette } from './palette.ts'

type Stripe = [colour: string, part: number]

/** Pixels in stripes; parts are out of 100 rows of 100 pixels. */
function picture(...stripes: Stripe[]): Uint8Array {
  const rows = stripes.flatMap(([colour, part]) => Array.from({ length: part * 100 }, () => colour))
  const bytes = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return Uint8Array.from(rows.flatMap((colour) => [...bytes(colour), 255]))
}

const hue = (colour: Palette['warm']) => oklchOf(colour).h
const far = (a: number, b: number) => Math.abs(turn(a, b))
const roles = ['warm', 'sun', 'cool'] as const

test('of two colours the one nearer to embers shines and the other is the water', () => {
  const { warm, cool } = coverPalette(picture(['#0E6E73', 80], ['#FF7AA8', 20]))
  expect(far(hue(warm), hue(linear('#FF7AA8')))).toBeLessThan(5)
  expect(far(hue(cool), hue(linear('#0E6E73')))).toBeLessThan(5)
})

test('roles keep their lightness, ground and deep stay dark', () => {
  const palette = coverPalette(picture(['#2E5D3A', 60], ['#8FB996', 40]))
  for (const role of [...roles, 'ground', 'deep'] as const)
    expect(oklchOf(palette[role]).l).toBeCloseTo(oklchOf(dusk[role]).l, 2)
  expect(palette.pale).toEqual(dusk.pale)
})

test('one colour brings a neighbour on the colour wheel', () => {
  const { warm, cool } = coverPalette(picture(['#2E5D3A', 100]))
  expect(far(hue(warm), hue(linear('#2E5D3A')))).toBeLessThan(5)
  expect(far(hue(warm), hue(cool))).toBeGreaterThan(30)
})

test('a spot of colour on a grey picture shines over steel', () => {
  const { warm, cool } = coverPalette(picture(['#E9E9E9', 60], ['#222222', 37], ['#D2122E', 3]))
  expect(far(hue(warm), hue(linear('#D2122E')))).toBeLessThan(5)
  expect(oklchOf(cool).c).toBeLessThan(0.05)
})

test('a grey picture gives a palette that is nearly grey and not black', () => {
  const palette = coverPalette(picture(['#FFFFFF', 30], ['#808080', 30], ['#000000', 40]))
  for (const role of roles) {
    expect(oklchOf(palette[role]).c).toBeLessThan(0.05)
    expect(oklchOf(palette[role]).l).toBeGreaterThan(0.5)
  }
})

test.each(['#F2D21B', '#C9A24B', '#7A4A21', '#6B6B2A', '#F57C1F'])(
  '%s never becomes brown or olive',
  (colour) => {
    const { warm, cool } = coverPalette(picture([colour, 70], ['#101010', 30]))
    for (const { l, c, h } of [warm, cool].map(oklchOf)) {
      const dirty = h > 48 && h < 125 && c > 0.06 && l < 0.72
      expect(dirty).toBe(false)
    }
  },
)

test('every palette can be shown on a screen', () => {
  for (let h = 0; h < 360; h += 15) {
    const canvas = createCanvas(4, 4)
    const context = canvas.getContext('2d')
    context.fillStyle = `hsl(${h} 100% 50%)`
    context.fillRect(0, 0, 4, 4)
    const palette = coverPalette(context.getImageData(0, 0, 4, 4).data)
    for (const value of Object.values(palette).flat()) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }
  }
})

test('where nothing can be seen nothing changes', () => {
  expect(coverPalette(new Uint8Array(400))).toBe(dusk)
  expect(coverPalette(new Uint8Array(0))).toBe(dusk)
})

test('what is transparent does not count', () => {
  const shown = picture(['#0E6E73', 50])
  const hidden = picture(['#FF0000', 50]).map((v, i) => (i % 4 === 3 ? 0 : v))
  expect(coverPalette(Uint8Array.of(...shown, ...hidden))).toEqual(coverPalette(shown))
})

test('a file of any shape is read, one pixel is enough', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-cover-'))
  for (const [width, height] of [
    [1, 1],
    [3000, 2],
    [400, 400],
  ] as const) {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#0E6E73'
    context.fillRect(0, 0, width, height)
    const path = join(folder, `${width}.png`)
    await writeFile(path, await canvas.encode('png'))
    const pixels = await coverPixels(path, 'cover.png')
    expect(pixels.length).toBeLessThanOrEqual(96 * 96 * 4)
    expect(coverPalette(pixels)).toEqual(coverPalette(picture(['#0E6E73', 1])))
  }
})
