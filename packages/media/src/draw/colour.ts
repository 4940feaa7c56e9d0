import type { Rgb } from '../looks/palette.ts'

const steps = 4096
/** sRGB byte of a linear value in 1/4096 steps. */
const bytes = Uint8Array.from({ length: steps + 1 }, (_, i) => {
  const v = i / steps
  return Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055))
})
const byte = (v: number) => bytes[Math.min(steps, Math.max(0, Math.round(v * steps)))] ?? 0

/** A CSS colour of linear RGB, clipped as the view transform Standard clips it. */
export function css([r, g, b]: Rgb, alpha = 1): string {
  return alpha === 1
    ? `rgb(${byte(r)},${byte(g)},${byte(b)})`
    : `rgba(${byte(r)},${byte(g)},${byte(b)},${alpha.toFixed(4)})`
}

/** Mean of the clipped components. */
export function brightness([r, g, b]: Rgb): number {
  return (Math.min(1, r) + Math.min(1, g) + Math.min(1, b)) / 3
}
