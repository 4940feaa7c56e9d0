import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

test('after a run nothing changed; a changed node runs again with what depends on it, and Run says so before', async ({
  editor,
}) => {
  await editor.paste(lines)
  await expect(editor.runButton).toHaveText(/4 steps/)
  await editor.run()
  await editor.finished()
  await expect(editor.runButton).toHaveText(/nothing changed/)
  for (const name of ['Verse', 'Chorus', 'Outro', 'Aside'])
    await expect(editor.node(name).getByLabel('cached')).toBeVisible()

  const template = editor.node('Chorus').getByRole('textbox', { name: 'Template' })
  await template.fill('Once more')
  await template.press('Enter')
  await expect(editor.runButton).toHaveText(/up to 2 of 4 steps/)
  await expect(editor.node('Chorus').getByRole('img', { name: /^Runs: .*Template changed/ })).toBeVisible()
  await expect(editor.node('Outro').getByRole('img', { name: /Chorus/ })).toBeVisible()
  await expect(editor.node('Verse').getByLabel('cached')).toBeVisible()
  await editor.planButton.click()
  await expect(editor.plannedSteps).toHaveText([/^Chorus/, /^Outro/])
  await editor.page.keyboard.press('Escape')

  await editor.run()
  await expect(editor.bar.getByText('2 ran, 2 cached')).toBeVisible()
})

test('running to a node runs what it needs and nothing else', async ({ editor, page }) => {
  await editor.paste(lines)
  await editor.select('Chorus')
  await page.keyboard.press('Shift+Enter')
  await editor.finished()
  await expect(editor.node('Verse')).toHaveAccessibleName(/done/)
  await expect(editor.node('Chorus')).toHaveAccessibleName(/done/)
  await expect(editor.node('Outro')).not.toHaveAccessibleName(/done/)
  await expect(editor.node('Aside')).not.toHaveAccessibleName(/done/)
})
