import type { Editor } from '../pages/editor.ts'
import { lines } from '../recipes/lines.ts'
import { shots } from '../recipes/shots.ts'
import { expect, test } from '../studio.ts'

async function place(editor: Editor, name: string): Promise<void> {
  const { x, y } = await editor.emptyPlace()
  await editor.page.mouse.click(x, y)
  await editor.page.keyboard.press('/')
  await editor.page.keyboard.type(name)
  // the list of recipes comes from the runner
  await expect(editor.finder.getByRole('option', { name: new RegExp(`^${name}`) })).toBeVisible()
  await editor.page.keyboard.press('Enter')
  await editor.node(name).waitFor()
}

test('the inputs of a recipe as a node are put away until they are asked for', async ({ editor }) => {
  await editor.paste(lines)
  await place(editor, 'Beat film')
  const film = editor.node('Beat film')
  const input = editor.port('Beat film', 'input', 'Longest length')
  const more = film.getByRole('button', { name: '15 more inputs of Beat film' })
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await expect(input).toHaveCount(0)
  await more.click()
  await expect(input).toBeVisible()
  await film.getByRole('button', { name: 'Fewer inputs of Beat film' }).click()
  await expect(input).toHaveCount(0)
})

test('another recipe runs as one node, and its run opens below it', async ({ editor }) => {
  await editor.paste(shots)
  await expect(editor.saveState).toHaveText('Saved')
  await editor.paste(lines)
  await place(editor, 'Shots')
  await editor.run()
  await editor.finished()
  await expect(editor.node('Shots')).toHaveAccessibleName(/done/)
  await editor.showTab('Timeline')
  await editor.dock.getByRole('button', { name: 'Open the run of Shots' }).click()
  const path = editor.dock.getByRole('navigation', { name: 'Place in the run' })
  await expect(path).toContainText('Shots')
  await expect(editor.dock.getByRole('button', { name: 'Items of Shots' })).toBeVisible()
})
