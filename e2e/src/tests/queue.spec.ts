import { scenes } from '../recipes/scenes.ts'
import { expect, test } from '../studio.ts'

test('steps that wait for an application stand in a line, and the line can be put in another order', async ({
  editor,
}) => {
  await editor.run()
  await expect(editor.node('Render')).toHaveAccessibleName(/running/)
  await editor.paste(scenes)
  await editor.run()
  await editor.showTab('Queue')
  const line = editor.dock.getByRole('region', { name: 'Queue of Blender' }).getByRole('listitem')
  await expect(line).toHaveText([/Render.*Runs now/, /Dawn/, /Dusk/])
  await line.nth(2).hover()
  await editor.dock.getByRole('button', { name: 'Move Dusk up' }).click()
  await expect(line).toHaveText([/Render.*Runs now/, /Dusk/, /Dawn/])
  await editor.page.reload()
  await expect(line).toHaveText([/Render.*Runs now/, /Dusk/, /Dawn/])
})
