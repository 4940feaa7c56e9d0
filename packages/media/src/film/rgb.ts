/** One decoded picture: Y, then U and V at half size, as `VideoFrame.copyTo` lays out I420. */
export interface I420Picture {
  data: Uint8Array
  width: number
  height: number
  planes: readonly { offset: number; stride: number }[]
  matrix: string | null
  fullRange: boolean
}

/** Luma weights of red and blue by the names that WebCodecs uses (ITU-T H.273, table 4). */
const weights: Record<string, { kr: number; kb: number }> = {
  bt709: { kr: 0.2126, kb: 0.0722 },
  bt470bg: { kr: 0.299, kb: 0.114 },
  smpte170m: { kr: 0.299, kb: 0.114 },
  'bt2020-ncl': { kr: 0.2627, kb: 0.0593 },
}

/** Players take an untagged picture for BT.601 below 720 lines and for BT.709 from there on. */
const guess = (height: number) => (height < 720 ? 'smpte170m' : 'bt709')

/** Converts to RGBA with the picture's own matrix and range; the native conversion always uses BT.601. */
export function rgbaOf(picture: I420Picture): Uint8ClampedArray<ArrayBuffer> {
  const { data, width, height, fullRange } = picture
  const { kr, kb } = weights[picture.matrix ?? guess(height)] ?? { kr: 0.2126, kb: 0.0722 }
  const kg = 1 - kr - kb
  const [black, lumaGain, chromaGain] = fullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224]
  const rv = 2 * (1 - kr) * chromaGain
  const bu = 2 * (1 - kb) * chromaGain
  const gu = (-bu * kb) / kg
  const gv = (-rv * kr) / kg
  const [yPlane, uPlane, vPlane] = [0, 1, 2].map((i) => picture.planes[i] ?? { offset: 0, stride: 0 }) as [
    I420Picture['planes'][number],
    I420Picture['planes'][number],
    I420Picture['planes'][number],
  ]
  const out = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    const yRow = yPlane.offset + y * yPlane.stride
    const uRow = uPlane.offset + (y >> 1) * uPlane.stride
    const vRow = vPlane.offset + (y >> 1) * vPlane.stride
    for (let x = 0; x < width; x++) {
      const luma = ((data[yRow + x] ?? 0) - black) * lumaGain
      const u = (data[uRow + (x >> 1)] ?? 0) - 128
      const v = (data[vRow + (x >> 1)] ?? 0) - 128
      const p = (y * width + x) * 4
      out[p] = luma + rv * v
      out[p + 1] = luma + gu * u + gv * v
      out[p + 2] = luma + bu * u
      out[p + 3] = 255
    }
  }
  return out
}
