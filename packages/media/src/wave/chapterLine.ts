import type { SKRSContext2D } from '@napi-rs/canvas'
import { css } from '../draw/colour.ts'
import { interFamily } from '../film/fonts.ts'
import type { Palette } from '../looks/palette.ts'

/** A part of a mix or an episode, from `sec` on. */
export interface Chapter {
  name: string
  sec: number
}

const fadeSec = 0.5

/** Draws the name of the chapter that is playing at the top left, fading in as it begins. */
export function chapterLine(
  chapters: readonly Chapter[],
  { width, height, palette }: { width: number; height: number; palette: Palette },
): (context: SKRSContext2D, sec: number) => void {
  const short = Math.min(width, height)
  const margin = Math.round(short * 0.06)
  const px = Math.max(8, Math.round(short * 0.036))
  const top = height > width * 1.2 ? Math.round(height * 0.055) : margin
  return (context, sec) => {
    const index = chapters.findLastIndex((chapter) => chapter.sec <= sec)
    const chapter = chapters[index]
    if (!chapter) return
    context.globalAlpha = Math.min(1, chapter.sec === 0 ? 1 : (sec - chapter.sec) / fadeSec)
    context.textBaseline = 'top'
    context.font = `600 ${px}px ${interFamily()}`
    const number = `${index + 1}`
    context.fillStyle = css(palette.warm)
    context.fillText(number, margin, top)
    const indent = context.measureText(`${chapters.length} `).width + px * 0.3
    context.fillStyle = css(palette.pale)
    context.fillText(chapter.name, margin + indent, top, width - 2 * margin - indent)
    context.globalAlpha = 1
  }
}
