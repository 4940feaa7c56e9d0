import AxeBuilder from '@axe-core/playwright'
import { decision } from '../recipes/decision.ts'
import { expect, test } from '../studio.ts'

test('the editor has no accessibility violations', async ({ editor, page }) => {
  await expect(editor.nodes).toHaveCount(6)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([])
})

test('a run that waits for a person has no accessibility violations, in the strip and in the window', async ({
  editor,
  page,
}) => {
  await editor.paste(decision)
  await editor.run()
  await editor.attention.getByRole('button', { name: 'Look closer' }).click()
  await page.getByRole('dialog', { name: 'Ask' }).waitFor()
  const window = await new AxeBuilder({ page }).analyze()
  await page.keyboard.press('Escape')
  await editor.showTab('Timeline')
  const strip = await new AxeBuilder({ page }).analyze()
  const found = [...window.violations, ...strip.violations]
  expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
})

test('a stranger without a link sees how to get one, and no data', async ({ page, runner }) => {
  await page.goto(runner.origin)
  await expect(page.getByText('segue url')).toBeVisible()
  await expect(page.getByText('Beat film')).toHaveCount(0)
})

test('the sign-in code leaves the address at once and works once', async ({ page, runner, browser }) => {
  const url = runner.url()
  await page.goto(url)
  await expect(page.getByRole('banner')).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
  const other = await browser.newPage()
  await other.goto(url)
  await expect(other.getByText('segue url')).toBeVisible()
  await other.close()
})
