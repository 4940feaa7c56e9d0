import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'

/** A picture made small for measuring: RGB, 0–255, row by row. */
export type Thumb = Uint8Array

const [width, height] = [64, 36]

/** Makes thumbs. A see-through picture is looked at over black. */
export function thumbMaker(): (picture: Canvas | Image) => Thumb {
  const context = createCanvas(width, height).getContext('2d')
  context.imageSmoothingQuality = 'medium'
  return (picture) => {
    context.fillStyle = '#000'
    context.fillRect(0, 0, width, height)
    context.drawImage(picture, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    return Uint8Array.from(
      { length: width * height * 3 },
      (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0,
    )
  }
}

/** How much two pictures differ: the mean over all values, 0–255. */
export function difference(one: Thumb, two: Thumb): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += Math.abs((one[i] ?? 0) - (two[i] ?? 0))
  return sum / one.length
}

/** BT.709 luma of the brightest spot, 0–255. */
export function brightest(thumb: Thumb): number {
  let most = 0
  for (let i = 0; i < thumb.length; i += 3) {
    const luma = 0.2126 * (thumb[i] ?? 0) + 0.7152 * (thumb[i + 1] ?? 0) + 0.0722 * (thumb[i + 2] ?? 0)
    most = Math.max(most, luma)
  }
  return most
}

/** Which part of a picture is pure magenta, 0–1: what renderers draw where a texture is missing. */
export function magentaShare(thumb: Thumb): number {
  let spots = 0
  for (let i = 0; i < thumb.length; i += 3)
    if ((thumb[i] ?? 0) > 200 && (thumb[i + 1] ?? 0) < 40 && (thumb[i + 2] ?? 0) > 200) spots++
  return spots / (thumb.length / 3)
}

/** The middle one of some numbers; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
