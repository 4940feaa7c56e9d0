import { letNotify } from '../flows/notified.ts'
import { expect, test } from '../studio.ts'

test('a starter gets a knob of its own, is run from its form on a phone, and makes its film at three in the night', async ({
  editor,
  page,
  runner,
}) => {
  test.slow()
  const told = await letNotify(page)
  await expect(editor.runButton).toBeEnabled()
  await page.getByRole('button', { name: 'Recipes', exact: true }).click()
  await page.getByLabel('Search recipes').fill('waveform')
  await page
    .getByRole('button', { name: /Mix to film A mix/ })
    .first()
    .click()
  await editor.bar.getByRole('button', { name: 'Mix to film', exact: true }).waitFor()

  await editor.select('Poster')
  await editor.inspector.getByRole('button', { name: 'Ask for Widest in the form' }).click()
  await editor.inspector
    .getByRole('button', { name: /^Width: filled|640|1920/ })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  const asked = editor.inspector.getByRole('button', { name: 'Widest', exact: true })
  await asked.click()
  await editor.inspector.getByRole('textbox', { name: 'Label of width' }).fill('Poster width')
  await expect(editor.saveState).toContainText(/Saved/)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('spinbutton', { name: 'Poster width' }).fill('320')
  await page.getByRole('spinbutton', { name: 'Longest length' }).fill('1')
  await page.getByRole('button', { name: /^Run( ·|$)/ }).click()
  await expect(page.locator('video').first()).toBeVisible({ timeout: 60_000 })

  await page.keyboard.press('Escape')
  await expect(page.locator('video')).toHaveCount(0)

  await page.setViewportSize({ width: 1440, height: 900 })
  await editor.bar.getByRole('button', { name: /Let this recipe run by itself/ }).click()
  await page.getByRole('button', { name: /^At a time/ }).click()
  const form = page.getByRole('form', { name: 'New trigger' })
  await form.getByRole('button', { name: 'Every night at 3' }).click()
  await form.getByRole('button', { name: 'Let it run by itself' }).click()
  const firings = page.getByRole('list', { name: 'Firings' }).getByRole('listitem')
  await expect(page.getByRole('switch', { name: 'Mix to film is on' })).toBeChecked()

  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: /^This browser/ }).click()
  await settings
    .getByRole('region', { name: 'This browser' })
    .getByRole('combobox', { name: 'Tell me of' })
    .click()
  await page.getByRole('option', { name: /^Every run that ends/ }).click()
  await page.keyboard.press('Escape')
  // Whoever sleeps looks at no page.
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }))
  const [{ next }] = JSON.parse(runner.segue('trigger', 'list', '--json'))
  await runner.ahead(next[0] - 2000 - Date.now())

  await expect(firings.filter({ hasText: /Fired.*At its moment/i })).toHaveCount(1, { timeout: 60_000 })
  await expect.poll(told, { timeout: 90_000 }).toContainEqual(expect.stringContaining('Mix to film'))
  await firings.first().getByRole('button', { name: 'The run' }).click()
  await editor.finished()
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await page
    .getByRole('button', { name: /^Play .*mp4/ })
    .first()
    .click()
  const film = page.locator('video').first()
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
})
