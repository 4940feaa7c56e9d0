import type { Format } from '../looks/look.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where things stand in a waveform film, in pixels. */
export interface WaveLayout {
  /** Where the bars run. They grow up and down from its middle. */
  bars: Box
  /** Where cover art stands; only when there is some. */
  art: Box | null
  /** Where “now” is. */
  nowX: number
  /** From one bar to the next. */
  pitch: number
}

/** Parts of the picture: the square of the cover art by its middle and side, and the band of the bars. */
const plans: Record<
  Format,
  { art: [x: number, y: number, side: number]; bars: [from: number, y: number, high: number] }
> = {
  '16:9': { art: [0.225, 0.42, 0.26], bars: [0.39, 0.42, 0.5] },
  '1:1': { art: [0.5, 0.3, 0.36], bars: [0, 0.63, 0.26] },
  '9:16': { art: [0.5, 0.28, 0.62], bars: [0, 0.56, 0.2] },
}

/** Places the bars and, when there is cover art, the bars beside it. */
export function waveLayout(
  format: Format,
  { width, height }: { width: number; height: number },
  hasArt: boolean,
): WaveLayout {
  const plan = plans[format]
  const short = Math.min(width, height)
  const pitch = Math.max(3, short / 60)
  const [artX, artY, part] = plan.art
  const side = Math.round(part * width)
  const art = hasArt
    ? {
        x: Math.round(artX * width - side / 2),
        y: Math.round(artY * height - side / 2),
        width: side,
        height: side,
      }
    : null
  const [from, barsY, high] = hasArt ? plan.bars : [0, 0.44, format === '16:9' ? 0.56 : 0.34]
  const box = {
    x: from * width,
    y: (barsY - high / 2) * height,
    width: (1 - from) * width,
    height: high * height,
  }
  return { bars: box, art, nowX: box.x + box.width / 2, pitch }
}
