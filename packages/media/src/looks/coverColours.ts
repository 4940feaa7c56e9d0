import { type Oklch, oklchOf, turn } from './oklch.ts'
import { type Rgb, srgb } from './palette.ts'

/** Pixels that belong together by hue. */
export interface Family {
  /** Degrees. */
  hue: number
  /** What its strong pixels reach. */
  chroma: number
  /** Part of all coloured pixels, 0–1. */
  share: number
}

/** What a picture is coloured like. */
export interface CoverColours {
  /** No pixel can be seen. */
  empty: boolean
  /** Part of the visible pixels that has a colour, 0–1. */
  coloured: number
  /** The strongest first, at least `apart` degrees from each other. */
  families: Family[]
}

const bins = 72
const binWidth = 360 / bins
/** Below this chroma a pixel is grey: what JPEG leaves around edges must not count. */
const grey = 0.035
const apart = 40
const leastShare = 0.04

/** Sums the weight of each hue, blurred over ±15°, so that a gradient counts as one colour. */
function blurred(weights: Float64Array): Float64Array {
  return weights.map((_, i) => {
    let sum = 0
    for (let d = -3; d <= 3; d++) sum += (weights[(i + d + bins) % bins] ?? 0) * (1 - Math.abs(d) / 4)
    return sum
  })
}

/** The family around the strongest hue of these pixels. */
function familyAt(pixels: readonly (Oklch & { weight: number })[], total: number): Family {
  const weights = new Float64Array(bins)
  for (const { h, weight } of pixels) {
    const bin = Math.floor(h / binWidth) % bins
    weights[bin] = (weights[bin] ?? 0) + weight
  }
  const smooth = blurred(weights)
  const peak = (smooth.indexOf(Math.max(...smooth)) + 0.5) * binWidth
  const near = pixels.filter(({ h }) => Math.abs(turn(peak, h)) <= 20)
  const sum = near.reduce((s, { weight }) => s + weight, 0)
  const hue = peak + near.reduce((s, { h, weight }) => s + turn(peak, h) * weight, 0) / Math.max(sum, 1e-9)
  const chromas = near.map(({ c }) => c).sort((a, b) => a - b)
  return {
    hue: (hue + 360) % 360,
    chroma: chromas[Math.floor(chromas.length * 0.75)] ?? 0,
    share: sum / total,
  }
}

/** Finds the colours of a picture: RGBA bytes, alpha not premultiplied. */
export function coverColours(rgba: Uint8ClampedArray | Uint8Array): CoverColours {
  const pixels: (Oklch & { weight: number })[] = []
  let visible = 0
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    const alpha = (rgba[i + 3] ?? 0) / 255
    if (alpha < 0.1) continue
    visible += alpha
    const colour: Rgb = [srgb(rgba[i] ?? 0), srgb(rgba[i + 1] ?? 0), srgb(rgba[i + 2] ?? 0)]
    const found = oklchOf(colour)
    if (found.c > grey) pixels.push({ ...found, weight: alpha * (found.c - grey) })
  }
  const families: Family[] = []
  const total = pixels.reduce((sum, { weight }) => sum + weight, 0)
  let left = pixels
  while (left.length > 0 && families.length < 4) {
    const family = familyAt(left, total)
    if (family.share < leastShare) break
    families.push(family)
    left = left.filter(({ h }) => Math.abs(turn(family.hue, h)) > apart)
  }
  return { empty: visible === 0, coloured: visible === 0 ? 0 : pixels.length / visible, families }
}
