import type { Grain } from './grain.ts'

/** RGBA pixels, row by row, as a canvas gives them. The data starts on a multiple of four bytes. */
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

/** Four bytes at a time, red lowest: every platform that Node runs on is little-endian. */
const pixelsOf = ({ data, width, height }: Rgba) =>
  new Uint32Array(data.buffer, data.byteOffset, width * height)

interface Size {
  width: number
  height: number
}

/** Writes the luma plane, with grain added before rounding so that it dithers gradients. */
function writeLuma(source: Rgba, out: Uint8Array, { width, height }: Size, grain: Grain | null) {
  const pixels = pixelsOf(source)
  const last = source.width - 1
  for (let y = 0; y < height; y++) {
    const row = Math.min(y, source.height - 1) * source.width
    const noiseRow = grain === null ? 0 : grain.row(y)
    for (let x = 0; x < width; x++) {
      const pixel = pixels[row + Math.min(x, last)] ?? 0
      let luma = (pixel & 255) * yr + ((pixel >>> 8) & 255) * yg + ((pixel >>> 16) & 255) * yb
      if (grain !== null) luma += grain.at(noiseRow + x, luma)
      out[y * width + x] = luma <= 0 ? 16 : luma >= 219 * one ? 235 : 16 + ((luma + half) >> 16)
    }
  }
}

/** Writes both chroma planes: each value is the mean of a 2×2 block. */
function writeChroma(source: Rgba, out: Uint8Array, { width, height }: Size) {
  const pixels = pixelsOf(source)
  const [chromaWidth, chromaHeight] = [width / 2, height / 2]
  const uPlane = width * height
  const vPlane = uPlane + chromaWidth * chromaHeight
  for (let y = 0; y < chromaHeight; y++) {
    const top = 2 * y * source.width
    const bottom = Math.min(2 * y + 1, source.height - 1) * source.width
    for (let x = 0; x < chromaWidth; x++) {
      const right = Math.min(2 * x + 1, source.width - 1)
      const a = pixels[top + 2 * x] ?? 0
      const b = pixels[top + right] ?? 0
      const c = pixels[bottom + 2 * x] ?? 0
      const d = pixels[bottom + right] ?? 0
      // Red and blue are summed in one go, 16 bits apart.
      const redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff)
      const green = ((a >>> 8) & 255) + ((b >>> 8) & 255) + ((c >>> 8) & 255) + ((d >>> 8) & 255)
      const red = redBlue & 0xffff
      const blue = redBlue >>> 16
      const place = y * chromaWidth + x
      out[uPlane + place] = 128 + ((red * ur + green * ug + blue * ub + 2 * one) >> 18)
      out[vPlane + place] = 128 + ((red * vr + green * vg + blue * vb + 2 * one) >> 18)
    }
  }
}

/**
 * Converts RGBA to I420 in BT.709, limited range. `out` holds `i420Bytes(width, height)`; width and height are
 * even, and one more than an odd source repeats its last column or row.
 */
export function writeI420(source: Rgba, out: Uint8Array, size: Size, grain: Grain | null = null): void {
  writeLuma(source, out, size, grain)
  writeChroma(source, out, size)
}
