import { type Canvas, createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import { css } from '../draw/colour.ts'
import { mix, type Palette, scale } from '../looks/palette.ts'
import type { WaveLayout } from './layout.ts'

/** How loud a sound is, bar by bar, 0–1, as many bars a second as `barsPerSec`. */
export interface WaveBars {
  levels: Float32Array
  perSec: number
}

export interface WavePaint {
  width: number
  height: number
  layout: WaveLayout
  palette: Palette
  bars: WaveBars
  art: Image | Canvas | null
}

/** What stands still: the ground, the light behind the bars, the cover art. */
function backdrop({ width, height, layout, palette, art }: WavePaint): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const fall = context.createLinearGradient(0, 0, 0, height)
  fall.addColorStop(0, css(palette.ground))
  fall.addColorStop(0.62, css(mix(palette.ground, palette.deep, 0.75)))
  fall.addColorStop(1, css(palette.ground))
  context.fillStyle = fall
  context.fillRect(0, 0, width, height)
  const box = layout.art
  if (!art || !box) return canvas
  context.save()
  context.shadowColor = 'rgba(0,0,0,0.55)'
  context.shadowBlur = box.width * 0.12
  context.shadowOffsetY = box.width * 0.03
  const corner = box.width * 0.03
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, corner)
  context.fillStyle = css(palette.ground)
  context.fill()
  context.restore()
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, corner)
  context.clip()
  const side = Math.min(art.width, art.height)
  context.imageSmoothingQuality = 'high'
  const [left, top] = [(art.width - side) / 2, (art.height - side) / 2]
  context.drawImage(art, left, top, side, side, box.x, box.y, box.width, box.height)
  return canvas
}

/** Light around “now”, as strong as the sound is loud. */
function glow(context: SKRSContext2D, { width, height, layout, palette }: WavePaint, level: number): void {
  const { nowX, bars } = layout
  const y = bars.y + bars.height / 2
  const reach = bars.height * (0.75 + 0.35 * level)
  const light = context.createRadialGradient(nowX, y, 0, nowX, y, reach)
  light.addColorStop(0, css(palette.warm, 0.06 + 0.3 * level))
  light.addColorStop(0.45, css(palette.warm, 0.02 + 0.09 * level))
  light.addColorStop(1, css(palette.warm, 0))
  context.fillStyle = light
  context.fillRect(0, 0, width, height)
}

const levelAt = ({ levels }: WaveBars, index: number) => levels[index] ?? 0

/** Bars run from right to left; the ones that have been heard keep their colour and go dark to the left. */
function run(context: SKRSContext2D, { layout, palette, bars }: WavePaint, sec: number): void {
  const { bars: box, nowX, pitch } = layout
  const middle = box.y + box.height / 2
  const now = sec * bars.perSec
  const thick = pitch * 0.5
  const each = Math.ceil(box.width / 2 / pitch) + 1
  for (let index = Math.floor(now) - each; index <= now + each; index++) {
    if (index < 0 || index >= bars.levels.length) continue
    const offset = index + 0.5 - now
    const x = nowX + offset * pitch
    const away = Math.min(1, Math.abs(offset) / each)
    const near = Math.max(0, 1 - Math.abs(offset) / 5) ** 2
    const high = Math.max(thick, levelAt(bars, index) * box.height * (0.8 + 0.2 * near))
    const heard = offset <= 0
    const colour = heard
      ? mix(mix(palette.warm, palette.cool, away * 1.25), palette.pale, 0.55 * near)
      : mix(scale(palette.pale, 0.55), palette.pale, near)
    context.fillStyle = css(colour, (heard ? 1 : 0.5) * (1 - away ** 1.6))
    context.beginPath()
    context.roundRect(x - thick / 2, middle - high / 2, thick, high, thick / 2)
    context.fill()
  }
}

/** Prepares a painter that draws the moment `sec` of the sound over the whole canvas. */
export function wavePainter(options: WavePaint): (context: SKRSContext2D, sec: number) => void {
  const behind = backdrop(options)
  const { bars } = options
  return (context, sec) => {
    context.drawImage(behind, 0, 0)
    const at = Math.floor(sec * bars.perSec)
    // the mean of a few bars: light that followed each one would flicker
    const level = [0, 1, 2, 3].reduce((sum, back) => sum + levelAt(bars, at - back), 0) / 4
    glow(context, options, level)
    run(context, options, sec)
  }
}
