import { execFileSync } from 'node:child_process'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../studio.ts'

test('the studio shows every application, copies what connects one, and lets one follow another', async ({
  editor: { page, bar },
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bar.getByRole('button', { name: /^Live/ }).click()
  const studio = page.getByRole('region', { name: 'Studio' })
  const applications = studio.getByRole('list', { name: 'Applications of the studio' }).getByRole('listitem')
  await expect(applications).toHaveText([/^Live.*stand-in/, /^TouchDesigner.*stand-in/, /^Blender.*stand-in/])
  await expect(studio.getByRole('listitem', { name: 'OBS' })).toContainText('not here')

  await studio.getByRole('button', { name: 'How to connect TouchDesigner' }).click()
  const steps = studio.getByRole('list', { name: 'How to connect TouchDesigner' })
  await expect(steps).toContainText('Textport')
  await steps.getByRole('button', { name: 'Copy' }).last().click()
  await expect(steps.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(execFileSync('sh', ['-c', copied], { cwd: '/', encoding: 'utf8' })).toContain('TouchDesigner')

  await studio.getByRole('button', { name: 'Add', exact: true }).click()
  const sync = studio.getByRole('list', { name: 'Syncs' }).getByRole('listitem')
  await expect(sync).toContainText('TouchDesigner waits to follow Live')
  await sync.getByRole('switch').click()
  await expect(sync).toContainText('TouchDesigner does not follow Live')

  await studio.getByRole('textbox', { name: 'Name of the project' }).fill('Nachtzug')
  await page.keyboard.press('Enter')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])

  await page.reload()
  await page.getByRole('button', { name: 'Studio', exact: true }).click()
  await expect(studio.getByRole('textbox', { name: 'Name of the project' })).toHaveValue('Nachtzug')
  await expect(sync).toContainText('does not follow')
  await page.keyboard.press('Escape')
  await expect(studio).toHaveCount(0)
})

test('what a run took from one application into another stands in the studio, with the way back to the run', async ({
  editor,
}) => {
  const { page } = editor
  await editor.run()
  await expect(editor.viewer).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Studio', exact: true }).click()
  const studio = page.getByRole('region', { name: 'Studio' })
  const blender = studio.getByRole('listitem', { name: 'Blender' })
  await expect(
    blender.getByRole('list', { name: 'Last commands of Blender' }).getByRole('listitem'),
  ).not.toHaveCount(0)
  const relation = studio.getByRole('list', { name: 'What went over' }).getByRole('button').first()
  await expect(relation).toContainText(/TouchDesigner.*Blender/)
  await relation.click()
  await expect(studio).toHaveCount(0)
  await expect(editor.dock).toBeVisible()
  await expect(editor.node('Render')).toHaveAccessibleName(/done|rendered|finished|succeeded/i)
})
