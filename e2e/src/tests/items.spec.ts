import { shots } from '../recipes/shots.ts'
import { expect, test } from '../studio.ts'

test('the items of a map are rows of their own, and each opens as a run with a way back', async ({
  editor,
}) => {
  await editor.paste(shots)
  await editor.run()
  await editor.finished()
  await editor.showTab('Timeline')
  await editor.dock.getByRole('button', { name: 'Items of Shots' }).click()
  const items = editor.dock.getByRole('list', { name: 'Items of Shots' }).getByRole('button')
  await expect(items).toHaveText([/frame 1/, /frame 2/, /frame 3/, /frame 4/, /frame 5/])
  await items.nth(2).click()
  const place = editor.dock.getByRole('navigation', { name: 'Place in the run' })
  await expect(place).toContainText('Shots · frame 3')
  await expect(editor.node('Line')).toHaveAccessibleName(/done/)
  await place.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(place).toHaveCount(0)
  await expect(editor.node('Shots')).toBeVisible()
})
