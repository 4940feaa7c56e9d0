import type { Locator } from '@playwright/test'
import type { Editor } from '../pages/editor.ts'

/** What a playing film element says of itself. */
export interface FilmFacts {
  durationSec: number
  width: number
  height: number
  /** Brightest channel value of the picture on screen, 0–255. */
  brightest: number
}

/** Plays the film inside a node and reads it back: length and size from the element, light from a screenshot. */
export async function playFilmIn(editor: Editor, node: Locator): Promise<FilmFacts> {
  await node.getByRole('button', { name: /^Play/ }).click()
  const video = node.locator('video')
  await video.evaluate(
    (element: HTMLVideoElement) =>
      new Promise<void>((resolve, reject) => {
        element.muted = true
        element.onerror = () => reject(new Error(element.error?.message))
        element.ontimeupdate = () => {
          if (element.currentTime > 1) resolve()
        }
        void element.play()
      }),
  )
  const { durationSec, width, height } = await video.evaluate((element: HTMLVideoElement) => ({
    durationSec: element.duration,
    width: element.videoWidth,
    height: element.videoHeight,
  }))
  const picture = (await video.screenshot()).toString('base64')
  const brightest = await editor.page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    return context
      .getImageData(0, 0, bitmap.width, bitmap.height)
      .data.reduce((top, value, i) => (i % 4 === 3 ? top : Math.max(top, value)), 0)
  }, picture)
  return { durationSec, width, height, brightest }
}
