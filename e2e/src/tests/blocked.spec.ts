import { scenes } from '../recipes/scenes.ts'
import { expect, test } from '../studio.ts'

test('a step whose application is missing says what to do, and fails when somebody gives it up', async ({
  editor,
  runner,
}) => {
  await editor.paste(scenes)
  await expect(editor.saveState).toHaveText('Saved')
  const listed: { id: string; name: string }[] = JSON.parse(runner.segue('recipes', '--json'))
  const recipe = listed.find(({ name }) => name === scenes.name)
  runner.segue('run', recipe?.id ?? '', '--real', 'blender')
  await editor.page.reload()
  await expect(editor.attention).toContainText('Blender is not here.')
  await expect(editor.attention).toContainText('Open Blender with its bridge')
  await expect(editor.node('Dawn')).toContainText('Open Blender with its bridge')
  await expect(editor.attention).toContainText('It goes on by itself when that is mended')
  await expect(editor.node('Dawn')).toHaveAccessibleName(/blocked/)
  await expect(editor.attention.getByRole('button', { name: 'Try now' })).toBeVisible()
  await expect(editor.stopButton).toBeVisible()
  await editor.attention.getByRole('button', { name: 'Fail it' }).click()
  await expect(editor.node('Dawn')).toHaveAccessibleName(/failed/)
})
