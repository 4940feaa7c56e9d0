import { linearOf, oklchOf } from './oklch.ts'
import type { Palette, Rgb } from './palette.ts'

/** As far apart as any number of hues can be: the golden angle, in degrees. */
const step = 137.508

/** A palette with all its hues turned by the same angle, another one for every seed; 0 leaves it as it is. */
export function turnedPalette(palette: Palette, seed: number): Palette {
  const turned = (colour: Rgb): Rgb => {
    const { l, c, h } = oklchOf(colour)
    return linearOf({ l, c, h: (h + seed * step) % 360 })
  }
  const { ground, deep, warm, sun, cool, pale } = palette
  return {
    ground: turned(ground),
    deep: turned(deep),
    warm: turned(warm),
    sun: turned(sun),
    cool: turned(cool),
    pale,
  }
}
