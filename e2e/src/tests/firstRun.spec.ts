import { playFilmIn } from '../flows/film.ts'
import { expect, test } from '../studio.ts'

test('a newcomer sees a sample, presses Run, and the film plays inside the last node', async ({ editor }) => {
  await expect(editor.nodes).toHaveCount(6)
  await expect(editor.node('Deliver').getByText('sample')).toBeVisible()
  await editor.runButton.click()
  await expect(editor.stopButton).toBeVisible()
  await expect(editor.viewer).toBeVisible({ timeout: 60_000 })
  await editor.page.keyboard.press('Escape')
  const film = await playFilmIn(editor, editor.node('Deliver'))
  expect(Math.abs(film.durationSec - 10)).toBeLessThan(1 / 24 + 0.03)
  expect([film.width, film.height]).toEqual([640, 360])
  expect(film.brightest).toBeGreaterThan(120)
})

test('a reload in mid-run shows the run where it is', async ({ editor, page }) => {
  await editor.runButton.click()
  await expect(editor.node('Sound')).toHaveAccessibleName(/done/)
  await page.reload()
  await expect(editor.stopButton).toBeVisible()
  await expect(editor.node('Sound')).toHaveAccessibleName(/done/)
  await expect(editor.viewer).toBeVisible({ timeout: 60_000 })
})

test('Stop stops, and says so', async ({ editor }) => {
  await editor.runButton.click()
  await expect(editor.node('Render')).toHaveAccessibleName(/running/)
  await editor.stopButton.click()
  await expect(editor.runButton).toBeVisible()
  await expect(editor.bar.getByRole('button', { name: /^Stopped/ })).toBeVisible()
})

test('the runner is killed in mid-run and comes back: the editor goes on by itself and the film is made', async ({
  editor,
  runner,
}) => {
  await editor.runButton.click()
  await expect(editor.node('Render')).toHaveAccessibleName(/running/)
  await runner.kill()
  await runner.start()
  await expect(editor.viewer).toBeVisible({ timeout: 90_000 })
})
