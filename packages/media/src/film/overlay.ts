import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css } from '../draw/colour.ts'
import { dusk, type Rgb } from '../looks/palette.ts'
import { interFamily } from './fonts.ts'

/** What is drawn over every frame. Times are seconds. */
export interface OverlayOptions {
  title: string
  artist: string
  /** The thin line that fills up as the film plays. */
  progressLine: boolean
  /** What the line fills with, linear RGB; the colour of the sunset when left out. */
  accent?: Rgb
  /** The picture comes up from black and goes back to it over these times. */
  fadeInSec: number
  fadeOutSec: number
}

/** Draws over one frame at `sec` of a film that lasts `durationSec`. */
export type Overlay = (context: SKRSContext2D, sec: number, durationSec: number) => void

const pale = '#F4EDE4'
const typeFadeSec = 0.6

/** One line without control characters or lone surrogates. */
const clean = (text: string) =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()

/** Draws one line of type that fits `width`: down to 60 % of its size, then cut with an ellipsis. */
function fittedText(
  context: SKRSContext2D,
  text: string,
  place: { x: number; y: number; width: number; weight: number; px: number },
) {
  const font = (px: number) => `${place.weight} ${px}px ${interFamily()}`
  context.font = font(place.px)
  const wide = context.measureText(text).width
  const px = Math.max(Math.round(place.px * 0.6), Math.floor(place.px * Math.min(1, place.width / wide)))
  context.font = font(px)
  const letters = [...new Intl.Segmenter().segment(text)].map((part) => part.segment)
  let line = text
  while (letters.length > 1 && context.measureText(line).width > place.width) {
    letters.pop()
    line = `${letters.join('').trimEnd()}…`
  }
  context.fillText(line, place.x, place.y)
}

/** How visible something is that fades in at the start and out at the end of the film, 0–1. */
function visibility(sec: number, durationSec: number, fade: { inSec: number; outSec: number }): number {
  const rise = fade.inSec > 0 ? sec / fade.inSec : 1
  const fall = fade.outSec > 0 ? (durationSec - sec) / fade.outSec : 1
  return Math.max(0, Math.min(1, rise, fall))
}

/**
 * Prepares the overlay for a picture size: title, artist and progress line at the bottom left, raised to 76 % of
 * the height in a tall format so that the type stays clear of an app's own buttons.
 */
export function createOverlay(options: OverlayOptions, size: { width: number; height: number }): Overlay {
  const { width, height } = size
  const short = Math.min(width, height)
  const margin = Math.round(short * 0.06)
  const titlePx = Math.max(8, Math.round(short * 0.045))
  const artistPx = Math.max(7, Math.round(short * 0.032))
  const lineY = height > width * 1.2 ? Math.round(height * 0.76) : height - margin
  const linePx = Math.max(1, Math.round(short / 1080))
  const lineWidth = width - 2 * margin
  const warm = css(options.accent ?? dusk.warm)
  const [title, artist] = [clean(options.title), clean(options.artist)]

  const type = createCanvas(width, height)
  const context = type.getContext('2d')
  context.fillStyle = pale
  context.textBaseline = 'alphabetic'
  context.shadowColor = 'rgba(10,11,16,0.6)'
  context.shadowBlur = titlePx / 2
  const artistY = lineY - Math.round(artistPx * 0.75)
  const titleY = artist === '' ? artistY : artistY - Math.round(artistPx * 1.4)
  if (title !== '')
    fittedText(context, title, { x: margin, y: titleY, width: lineWidth, weight: 600, px: titlePx })
  context.globalAlpha = 0.62
  if (artist !== '')
    fittedText(context, artist, { x: margin, y: artistY, width: lineWidth, weight: 400, px: artistPx })

  return (target, sec, durationSec) => {
    target.globalAlpha = visibility(sec, durationSec, { inSec: typeFadeSec, outSec: typeFadeSec })
    if (title !== '' || artist !== '') target.drawImage(type, 0, 0)
    if (options.progressLine) {
      target.fillStyle = 'rgba(244,237,228,0.22)'
      target.fillRect(margin, lineY, lineWidth, linePx)
      target.fillStyle = warm
      target.fillRect(margin, lineY, lineWidth * Math.min(1, sec / durationSec), linePx)
    }
    target.globalAlpha =
      1 - visibility(sec, durationSec, { inSec: options.fadeInSec, outSec: options.fadeOutSec })
    target.fillStyle = '#000'
    if (target.globalAlpha > 0) target.fillRect(0, 0, width, height)
    target.globalAlpha = 1
  }
}
