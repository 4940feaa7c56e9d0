/** How a picture goes into a frame of another shape: whole with bars, filling it and cut, or stretched. */
export const fits = ['contain', 'cover', 'stretch'] as const
export type Fit = (typeof fits)[number]

export interface Size {
  width: number
  height: number
}

/** Where a picture is drawn in a frame, in pixels of the frame; centred, beyond its edges where it is cut. */
export function placeIn(picture: Size, frame: Size, fit: Fit): Size & { x: number; y: number } {
  if (fit === 'stretch') return { x: 0, y: 0, ...frame }
  const ratios = [frame.width / picture.width, frame.height / picture.height]
  const scale = fit === 'contain' ? Math.min(...ratios) : Math.max(...ratios)
  const [width, height] = [picture.width * scale, picture.height * scale]
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height }
}

/**
 * The size of the result: as asked, with 0 for “as it is” or, beside a set side, “in proportion”; rounded to what
 * the format takes, never down to nothing.
 */
export function sizeFor(picture: Size, asked: Size, step: number): Size {
  const { width, height } = asked
  const wide = width || (height === 0 ? picture.width : (picture.width * height) / picture.height)
  const high = height || (width === 0 ? picture.height : (picture.height * width) / picture.width)
  const stepped = (value: number) => Math.max(step, Math.ceil(Math.round(value) / step) * step)
  return { width: stepped(wide), height: stepped(high) }
}
