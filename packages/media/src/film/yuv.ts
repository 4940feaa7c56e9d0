import type { Grain } from './grain.ts'

/** RGBA pixels, row by row, as a canvas gives them. */
export interface Rgba {
  data: Uint8Array | Uint8ClampedArray
  width: number
  height: number
}

const one = 65536
const half = one / 2
const fixed = (factor: number) => Math.round(factor * one)
/** BT.709 luma weights; limited range puts black at 16, white at 235, chroma in 16–240 (ITU-R BT.709-6, §3). */
const [kr, kg, kb] = [0.2126, 0.7152, 0.0722]
const [yr, yg, yb] = [kr, kg, kb].map((k) => fixed((k * 219) / 255)) as [number, number, number]
const [ur, ug, ub] = [-kr, -kg, 1 - kb].map((k) => fixed((k * 112) / 255 / (1 - kb))) as [
  number,
  number,
  number,
]
const [vr, vg, vb] = [1 - kr, -kg, -kb].map((k) => fixed((k * 112) / 255 / (1 - kr))) as [
  number,
  number,
  number,
]

/** Bytes of an I420 picture of even size. */
export function i420Bytes(width: number, height: number): number {
  return (width * height * 3) / 2
}

/** Writes the luma plane, two rows at a time, with grain added before rounding so that it dithers gradients. */
function writeLuma(
  source: Rgba,
  out: Uint8Array,
  size: { width: number; height: number },
  grain: Grain | null,
) {
  const { data } = source
  for (let y = 0; y < size.height; y++) {
    const row = Math.min(y, source.height - 1) * source.width
    const noiseRow = grain === null ? 0 : grain.row(y)
    for (let x = 0; x < size.width; x++) {
      const p = (row + (x < source.width ? x : source.width - 1)) * 4
      let luma = (data[p] ?? 0) * yr + (data[p + 1] ?? 0) * yg + (data[p + 2] ?? 0) * yb
      if (grain !== null) luma += grain.at(noiseRow + x, luma)
      out[y * size.width + x] = luma <= 0 ? 16 : luma >= 219 * one ? 235 : 16 + ((luma + half) >> 16)
    }
  }
}

/**
 * Converts RGBA to I420 in BT.709, limited range. `out` holds `i420Bytes(width, height)`; width and height are
 * even, and one more than an odd source repeats its last column or row. Chroma is the mean of each 2×2 block.
 */
export function writeI420(
  source: Rgba,
  out: Uint8Array,
  size: { width: number; height: number },
  grain: Grain | null = null,
): void {
  writeLuma(source, out, size, grain)
  const { data } = source
  const [chromaWidth, chromaHeight] = [size.width / 2, size.height / 2]
  const uPlane = size.width * size.height
  const vPlane = uPlane + chromaWidth * chromaHeight
  for (let y = 0; y < chromaHeight; y++) {
    const top = 2 * y * source.width
    const bottom = Math.min(2 * y + 1, source.height - 1) * source.width
    for (let x = 0; x < chromaWidth; x++) {
      const right = Math.min(2 * x + 1, source.width - 1)
      const a = (top + 2 * x) * 4
      const b = (top + right) * 4
      const c = (bottom + 2 * x) * 4
      const d = (bottom + right) * 4
      const r = (data[a] ?? 0) + (data[b] ?? 0) + (data[c] ?? 0) + (data[d] ?? 0)
      const g = (data[a + 1] ?? 0) + (data[b + 1] ?? 0) + (data[c + 1] ?? 0) + (data[d + 1] ?? 0)
      const bl = (data[a + 2] ?? 0) + (data[b + 2] ?? 0) + (data[c + 2] ?? 0) + (data[d + 2] ?? 0)
      out[uPlane + y * chromaWidth + x] = 128 + ((r * ur + g * ug + bl * ub + 2 * one) >> 18)
      out[vPlane + y * chromaWidth + x] = 128 + ((r * vr + g * vg + bl * vb + 2 * one) >> 18)
    }
  }
}
