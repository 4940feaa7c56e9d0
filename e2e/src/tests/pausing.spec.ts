import { decision } from '../recipes/decision.ts'
import { expect, test } from '../studio.ts'

test('one step is paused by its key while another one asks, and resumed in its row', async ({
  editor,
  page,
}) => {
  await editor.paste(decision)
  await editor.run()
  await expect(editor.attention).toContainText('Is this the right line?')
  await editor.select('Sign')
  await page.keyboard.press('p')
  await expect(editor.node('Sign')).toHaveAccessibleName(/paused/)
  await expect(editor.node('Sign')).toContainText('It does not begin until somebody resumes it.')
  await expect(editor.attention).toContainText('1 of 2')
  await editor.attention.getByRole('button', { name: 'Approve' }).click()
  await expect(editor.attention).toContainText('Sign · paused')
  await editor.showTab('Timeline')
  await editor.dock.getByRole('button', { name: 'Resume Sign' }).click()
  await editor.finished()
  await expect(editor.attention).toHaveCount(0)
})

test('the menu of a node pauses its step, and the strip above the canvas resumes it', async ({
  editor,
  page,
}) => {
  await editor.paste(decision)
  await editor.run()
  await expect(editor.attention).toContainText('Is this the right line?')
  await editor.node('Sign').click({ button: 'right', position: { x: 60, y: 12 } })
  await page.getByRole('menuitem', { name: 'Pause this step' }).click()
  await expect(editor.node('Sign')).toHaveAccessibleName(/paused/)
  await editor.node('Sign').click({ button: 'right', position: { x: 60, y: 12 } })
  await expect(page.getByRole('menuitem', { name: 'Resume this step' })).toBeVisible()
  await page.keyboard.press('Escape')
  await editor.attention.getByRole('button', { name: 'Approve' }).click()
  await editor.attention.getByRole('button', { name: 'Resume' }).click()
  await editor.finished()
})
