import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

test('an older version is compared on the canvas, restored, and the restore undone', async ({ editor }) => {
  const { page } = editor
  await editor.paste(lines)
  const name = await editor.nodes.first().getAttribute('aria-label')
  const first = name?.split(',')[0] ?? ''
  const count = await editor.nodes.count()
  await editor.select(first)
  await page.keyboard.press('Delete')
  await expect(editor.nodes).toHaveCount(count - 1)
  await expect(editor.saveState).toHaveText('Saved')

  await page.getByRole('button', { name: 'Versions', exact: true }).click()
  const versions = page.getByRole('complementary', { name: 'Recipes and versions' }).getByRole('list')
  await expect(versions.getByRole('listitem')).toHaveCount(2)
  await expect(versions.getByRole('listitem').first()).toContainText(`${first} removed`)
  await versions.getByRole('button', { name: /^As it began/ }).click()

  const bar = page.getByRole('region', { name: 'Compare' })
  await expect(bar.getByRole('list', { name: 'Differences' })).toContainText(first)
  await expect(editor.node(first)).toHaveAccessibleName(/removed/)
  await bar.getByRole('button', { name: /^Restore/ }).click()
  await expect(bar).toHaveCount(0)
  await expect(editor.nodes).toHaveCount(count)
  await expect(versions.getByRole('listitem').first()).toContainText('Restored version 0')

  await editor.canvas.focus()
  await page.keyboard.press('Control+z')
  await expect(editor.nodes).toHaveCount(count - 1)
  await expect(editor.saveState).toHaveText('Saved')
})

test('two windows that save at once: the second is told, and neither loses anything', async ({
  editor,
  context,
}) => {
  const { page } = editor
  await editor.paste(lines)
  await expect(editor.saveState).toHaveText('Saved')
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: lines.name, exact: true }).click()
  await page.getByRole('button', { name: lines.name, exact: true }).click()
  await page.getByLabel('Name of the recipe').fill('Theirs')
  await page.keyboard.press('Enter')
  await expect(editor.saveState).toHaveText('Saved')
  await other.getByLabel('Name of the recipe').fill('Mine')
  await other.keyboard.press('Enter')
  const told = other.getByRole('alert').filter({ hasText: 'changed elsewhere' })
  await told.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect(other.getByRole('button', { name: 'Mine (my version)', exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Theirs', exact: true })).toBeVisible()
})
