import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

test('nodes are wrapped into one that runs them for each item, edited inside, and run', async ({
  editor,
  page,
}) => {
  await editor.paste(lines)
  await editor.select('Aside')
  await page.keyboard.press('Control+Shift+e')
  await expect(editor.nodes).toHaveCount(4)
  const last = editor.inspector.getByRole('spinbutton', { name: 'To frame' })
  await last.fill('3')
  await last.press('Enter')
  const chunk = editor.inspector.getByRole('spinbutton', { name: /^Frames per/ })
  await chunk.fill('1')
  await chunk.press('Enter')

  await editor.node('For each').dblclick({ position: { x: 60, y: 60 } })
  const template = editor.node('Aside').getByRole('textbox', { name: 'Template' })
  await template.fill('La')
  await template.press('Enter')
  await page.getByRole('region', { name: 'Outputs' }).dblclick({ position: { x: 60, y: 10 } })
  await expect(editor.node('Aside')).toBeVisible()
  await page.getByRole('button', { name: 'Lines', exact: true }).last().click()

  await editor.run()
  await editor.finished()
  await editor.showTab('Timeline')
  await editor.dock.getByRole('button', { name: 'Items of For each' }).click()
  const items = editor.dock.getByRole('list', { name: 'Items of For each' }).getByRole('button')
  await expect(items).toHaveText([/frame 1/, /frame 2/, /frame 3/])
  await items.nth(1).click()
  await expect(editor.node('Aside')).toContainText('La')
})
