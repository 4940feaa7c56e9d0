import { expect, test } from '../studio.ts'

test('a wire dropped on empty space offers what takes it, and wires the choice', async ({ editor, page }) => {
  await editor.drag(await editor.centre(editor.port('Sound', 'output', 'Sound')), await editor.emptyPlace())
  await expect(editor.finder).toBeVisible()
  await expect(editor.finder.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('analyse')
  await page.keyboard.press('Enter')
  await expect(editor.nodes).toHaveCount(7)
  await expect(editor.edges).toHaveCount(7)
  await expect(editor.saveState).toHaveText('Saved')
})

test('a wrong wire is refused with the reason and a converter', async ({ editor, page }) => {
  const edges = await editor.edges.count()
  const from = await editor.centre(editor.port('Sound', 'output', 'Sound'))
  await editor.drag(from, await editor.centre(editor.port('Animate', 'input', 'Curves')))
  await expect(
    page.getByRole('alert').filter({ hasText: 'Audio does not fit an input for curves' }),
  ).toBeVisible()
  await expect(editor.edges).toHaveCount(edges)
  await page.getByRole('button', { name: /^Insert/ }).click()
  await expect(editor.nodes).toHaveCount(7)
})

test('undo takes back and redo brings back, also over a reload', async ({ editor, page }) => {
  await editor.node('Deliver').click({ position: { x: 60, y: 12 } })
  await page.keyboard.press('Delete')
  await expect(editor.nodes).toHaveCount(5)
  await expect(editor.edges).toHaveCount(5)
  await page.keyboard.press('Control+z')
  await expect(editor.nodes).toHaveCount(6)
  await expect(editor.edges).toHaveCount(6)
  await page.keyboard.press('Control+Shift+z')
  await expect(editor.nodes).toHaveCount(5)
  await expect(editor.saveState).toHaveText('Saved')
  await page.reload()
  await expect(editor.nodes).toHaveCount(5)
})

test('copy gives text, and paste makes new nodes of it', async ({ editor, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await editor.node('Listen').click({ position: { x: 60, y: 12 } })
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('"td.audioIn"')
  await page.keyboard.press('Control+v')
  await expect(editor.nodes).toHaveCount(7)
})

test('the finder opens with a slash and adds a node', async ({ editor, page }) => {
  await page.mouse.click(...(Object.values(await editor.emptyPlace()) as [number, number]))
  await page.keyboard.press('/')
  await page.keyboard.type('smooth')
  await page.keyboard.press('Enter')
  await expect(editor.nodes).toHaveCount(7)
})
