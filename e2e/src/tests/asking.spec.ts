import { decision } from '../recipes/decision.ts'
import { reviews } from '../recipes/reviews.ts'
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

test('what an item asks is asked in the run that holds it, and answered there; a phone shows it as well', async ({
  editor,
  page,
}) => {
  await editor.paste(reviews)
  await editor.run()
  const first = editor.attention.getByRole('button', { name: 'Open Takes · frame 1' })
  await expect(first).toBeVisible()
  await expect(editor.attention).toContainText('1 of 2')
  await expect(editor.node('Takes').getByRole('img', { name: '2 steps inside wait for you' })).toBeVisible()
  await editor.attention.getByRole('button', { name: 'Approve' }).click()
  await expect(editor.attention).toContainText('frame 2')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(editor.attention).toContainText('frame 2')
  await editor.attention.getByRole('button', { name: 'Approve' }).click()
  await expect(editor.attention).toHaveCount(0)
  await editor.finished()
})

test('an item that asks opens as a run of its own', async ({ editor }) => {
  await editor.paste(reviews)
  await editor.run()
  await editor.attention.getByRole('button', { name: 'Open Takes · frame 1' }).click()
  await editor.showTab('Timeline')
  await expect(editor.dock.getByRole('navigation', { name: 'Place in the run' })).toContainText('Takes')
  await expect(editor.attention).toContainText('Is this take good?')
})
