import { readFileSync } from 'node:fs'
import { playFilmIn } from '../flows/film.ts'
import { expect, test } from '../studio.ts'

/** Seconds of the loop below. */
const loopSec = 6.857
const loop = '/usr/share/sonic-pi/samples/loop_amen_full.flac'

test('an own file dropped on the editor becomes the master, and the film is as long as it', async ({
  editor,
  page,
}) => {
  const data = readFileSync(loop).toString('base64')
  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    const given = new DataTransfer()
    given.items.add(new File([bytes], 'my loop.flac', { type: 'audio/flac' }))
    return given
  }, data)
  const place = await editor.emptyPlace()
  const at = { dataTransfer: transfer, clientX: place.x, clientY: place.y }
  for (const type of ['dragenter', 'dragover', 'drop']) await editor.canvas.dispatchEvent(type, at)
  await page
    .getByRole('button', { name: /use it as|master/i })
    .first()
    .click()
  await expect(editor.inspector.getByText('my loop.flac')).toBeVisible()
  if (await editor.runButton.isVisible()) await editor.runButton.click()
  await expect(editor.viewer).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  const film = await playFilmIn(editor, editor.node('Deliver'))
  expect(Math.abs(film.durationSec - loopSec)).toBeLessThan(1 / 24 + 0.03)
})
