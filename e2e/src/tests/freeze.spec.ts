import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

test('a frozen node keeps what it made: nothing before it runs, whatever changes there', async ({
  editor,
  page,
}) => {
  await editor.paste(lines)
  await editor.run()
  await editor.finished()
  await editor.select('Chorus')
  await page.keyboard.press('Shift+P')
  await expect(editor.node('Chorus')).toHaveAccessibleName(/frozen/)
  const template = editor.node('Verse').getByRole('textbox', { name: 'Template' })
  await template.fill('Second light')
  await template.press('Enter')
  await expect(editor.runButton).toHaveText(/nothing changed/)
  await editor.run()
  await expect(editor.bar.getByText('2 cached, 1 frozen')).toBeVisible()
})
