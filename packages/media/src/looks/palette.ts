import type { LookPalette } from '@segue/protocol'

/** Linear RGB. */
export type Rgb = [number, number, number]

/** The colours of a look, linear RGB. */
export type Palette = LookPalette

/** Linear light of one sRGB byte. */
export function srgb(byte: number): number {
  const v = byte / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

/** Linear RGB of an sRGB colour written `#RRGGBB`. */
export function linear(hex: string): Rgb {
  const at = (i: number) => srgb(Number.parseInt(hex.slice(i, i + 2), 16))
  return [at(1), at(3), at(5)]
}

/** `a` at k = 0, `b` at k = 1; k is clamped. */
export function mix(a: Rgb, b: Rgb, k: number): Rgb {
  const t = Math.min(1, Math.max(0, k))
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

/** `colour` times `k`. */
export function scale(colour: Rgb, k: number): Rgb {
  return [colour[0] * k, colour[1] * k, colour[2] * k]
}

/** Night water under a low sun. */
export const dusk: Palette = {
  ground: linear('#0A0B10'),
  deep: linear('#1B1F3B'),
  warm: linear('#FF5A36'),
  sun: linear('#FFB38A'),
  cool: linear('#3A6BFF'),
  pale: linear('#F4EDE4'),
}
