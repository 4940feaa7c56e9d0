import { decision } from '../recipes/decision.ts'
import { expect, test } from '../studio.ts'

test('a run asks in the browser, and goes on with what was approved', async ({ editor, page }) => {
  await editor.paste(decision)
  await editor.run()
  await expect(editor.attention).toContainText('Is this the right line?')
  await expect(editor.attention).toContainText('Night swim')
  await editor.attention.getByRole('button', { name: 'Look closer' }).click()
  const window = page.getByRole('dialog', { name: 'Ask' })
  await window.getByRole('textbox', { name: 'Comment' }).fill('Louder')
  await window.getByRole('button', { name: 'Approve' }).click()
  await editor.finished()
  await expect(editor.attention).toHaveCount(0)
  await expect(editor.node('Sign')).toHaveAccessibleName(/done/)
})

test('what waits is answered on a phone, with targets that a thumb hits', async ({ editor, page }) => {
  await editor.paste(decision)
  await editor.run()
  await expect(editor.attention).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  const approve = editor.attention.getByRole('button', { name: 'Approve' })
  const size = await approve.boundingBox()
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44)
  await approve.click()
  await expect(editor.attention).toHaveCount(0)
  await editor.finished()
})
