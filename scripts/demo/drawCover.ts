import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Channels } from '@segue/media/channels/file'
import { css } from '@segue/media/draw/colour'
import { interFamily } from '@segue/media/film/fonts'
import { blend } from '@segue/media/looks/oklch'
import { dusk, mix } from '@segue/media/looks/palette'

const [width, height] = [480, 270]

function ground(): { canvas: Canvas; context: SKRSContext2D } {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const fall = context.createLinearGradient(0, 0, 0, height)
  fall.addColorStop(0, css(dusk.ground))
  fall.addColorStop(1, css(mix(dusk.ground, dusk.deep, 0.7)))
  context.fillStyle = fall
  context.fillRect(0, 0, width, height)
  return { canvas, context }
}

const jpeg = (canvas: Canvas): Promise<Uint8Array> => canvas.encode('jpeg', 88)
const colourAt = (part: number) => blend(mix(dusk.warm, dusk.sun, 0.2), dusk.cool, part)

/** A cover for a recipe that makes curves: some of them, one above the other. */
export function curvesCover({ planes, samples }: Channels): Promise<Uint8Array> {
  const { canvas, context } = ground()
  const names = ['low', 'mid', 'high', 'onset', 'loudness'].filter((name) => planes.has(name))
  const row = (height - 40) / names.length
  for (const [k, name] of names.entries()) {
    const base = 24 + row * (k + 0.86)
    const plane = planes.get(name)
    context.beginPath()
    context.moveTo(24, base)
    for (let x = 0; x <= width - 48; x++) {
      const at = Math.min(samples - 1, Math.floor((x / (width - 48)) * samples))
      context.lineTo(24 + x, base - (plane?.[at] ?? 0) * row * 0.78)
    }
    context.lineTo(width - 24, base)
    const colour = colourAt(k / Math.max(1, names.length - 1))
    context.fillStyle = css(colour, 0.28)
    context.fill()
    context.strokeStyle = css(colour)
    context.lineWidth = 1.6
    context.stroke()
  }
  return jpeg(canvas)
}

/** A cover for a recipe that makes chapters: its lines, each beside a bar as long as it lasts. */
export function chaptersCover(lines: readonly string[]): Promise<Uint8Array> {
  const { canvas, context } = ground()
  const starts = lines.map((line) => {
    const [minutes = 0, seconds = 0] = (line.split(' ')[0] ?? '').split(':').map(Number)
    return minutes * 60 + seconds
  })
  const end = (starts.at(-1) ?? 0) + 4
  const row = (height - 48) / lines.length
  for (const [k, line] of lines.entries()) {
    const y = 24 + row * (k + 0.5)
    const place = (sec: number) => 190 + ((width - 214) * sec) / end
    const from = place(starts[k] ?? 0)
    context.fillStyle = css(colourAt(k / Math.max(1, lines.length - 1)))
    context.beginPath()
    context.roundRect(from, y - row * 0.2, Math.max(6, place(starts[k + 1] ?? end) - from - 4), row * 0.4, 4)
    context.fill()
    const [time = '', ...words] = line.split(' ')
    context.textBaseline = 'middle'
    context.font = `400 15px ${interFamily()}`
    context.fillStyle = css(dusk.pale, 0.55)
    context.fillText(time, 24, y)
    context.font = `600 17px ${interFamily()}`
    context.fillStyle = css(dusk.pale)
    context.fillText(words.join(' '), 80, y)
  }
  return jpeg(canvas)
}
