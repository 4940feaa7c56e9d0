import { createCanvas } from '@napi-rs/canvas'
import { css } from '../draw/colour.ts'
import { dusk } from '../looks/palette.ts'
import { interFamily } from './fonts.ts'
import { picturesOver, type Still } from './still.ts'

/** A film on a contact sheet and what stands under it. */
export interface SheetFilm {
  path: string
  caption: string
}

/**
 * One picture of several films: each a numbered row of moments, from its first to its last. Fails with
 * `video.unreadable`.
 */
export async function contactSheet(
  films: readonly SheetFilm[],
  { across, width }: { across: number; width: number },
): Promise<Still> {
  const gap = Math.round(width / 120)
  const margin = gap * 4
  const px = Math.round(width / 64)
  const cell = Math.floor((width - 2 * margin - (across - 1) * gap) / across)
  const rows = []
  for (const { path, caption } of films) {
    const pictures = await picturesOver(path, across)
    const [first] = pictures
    rows.push({ pictures, caption, high: Math.round((cell * (first?.height ?? 9)) / (first?.width ?? 16)) })
  }
  const line = px * 2.6
  const height = Math.round(2 * margin + rows.reduce((sum, { high }) => sum + high + line, 0) - px)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = css(dusk.ground)
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.textBaseline = 'middle'
  let y = margin
  for (const [index, { pictures, caption, high }] of rows.entries()) {
    for (const [i, picture] of pictures.entries())
      context.drawImage(picture, margin + i * (cell + gap), y, cell, high)
    y += high
    const number = `${index + 1}`
    context.font = `600 ${px}px ${interFamily()}`
    context.fillStyle = css(dusk.warm)
    context.fillText(number, margin, y + px)
    const indent = context.measureText(`${rows.length}  `).width
    context.font = `400 ${px}px ${interFamily()}`
    context.fillStyle = css(dusk.pale, 0.75)
    context.fillText(caption, margin + indent, y + px, width - 2 * margin - indent)
    y += line
  }
  return { bytes: await canvas.encode('jpeg', 88), mime: 'image/jpeg', width, height }
}
