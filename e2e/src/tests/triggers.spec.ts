import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

/** Three texts in a row, of which the first is asked for. */
const verses = {
  ...lines,
  id: 'rcp_verses',
  name: 'Verses',
  inputs: [
    {
      key: 'verse',
      label: 'First verse',
      type: 'text',
      default: 'First light',
      to: [{ nodeId: 'verse', param: 'template' }],
    },
  ],
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const firings = (page: Page) => page.getByRole('list', { name: 'Firings' }).getByRole('listitem')

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}

test('a recipe is scheduled in plain words, shows when it runs, runs by itself, and leads to its runs', async ({
  editor,
  page,
}) => {
  await editor.paste(lines)
  await editor.bar.getByRole('button', { name: /Let this recipe run by itself/ }).click()
  await expect(page.getByRole('heading', { name: 'Let Lines run at night' })).toBeVisible()
  await page.getByRole('button', { name: /^At a time/ }).click()
  const form = page.getByRole('form', { name: 'New trigger' })
  await form.getByRole('button', { name: 'Weekdays at 9' }).click()
  await form.getByRole('button', { name: /^Time zone/ }).click()
  await page.getByRole('combobox', { name: 'Time zone' }).fill('tokyo')
  await page.keyboard.press('Enter')
  const meaning = part(page, 'What this means')
  await expect(meaning.getByText('every weekday at 09:00')).toBeVisible()
  await expect(meaning.getByRole('listitem')).toHaveText(Array(5).fill(/^(Mon|Tue|Wed|Thu|Fri) .*09:00/))
  const when = form.getByRole('textbox', { name: 'In words, or cron' })
  await when.fill('weekdays at dawn')
  await expect(form.getByText(/“dawn” means nothing here/)).toBeVisible()
  await expectAccessible(page)
  await when.fill('every second')
  await form.getByRole('button', { name: 'Let it run by itself' }).click()
  await expect(
    firings(page)
      .filter({ hasText: /Fired.*At its moment/i })
      .first(),
  ).toBeVisible()
  const on = part(page, 'Runs by itself').getByRole('switch', { name: 'Lines is on' })
  await on.click()
  await expect(on).not.toBeChecked()
  await page.getByRole('button', { name: 'Run now' }).click()
  const asked = firings(page).filter({ hasText: /Fired.*A person asked for it/i })
  await expect(asked).toBeVisible()
  await asked.getByRole('button', { name: 'The run' }).click()
  await editor.finished()
  await expect(editor.dock).toBeVisible()
})

test('a webhook is tested while it is off, and starts the recipe with what the call brings when it is on', async ({
  editor,
  page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await editor.paste(verses)
  await page.keyboard.press('t')
  await page.getByRole('button', { name: /^When it is called/ }).click()
  await page.getByRole('button', { name: 'Take First verse from what arrives' }).click()
  await page.getByRole('button', { name: 'Keep it off and test' }).click()
  await part(page, 'Address').getByRole('button', { name: 'Copy the address' }).click()
  await expect(part(page, 'Address').getByRole('button', { name: 'Copied' })).toBeVisible()
  const address = await page.evaluate(() => navigator.clipboard.readText())
  const call = (verse: string) =>
    fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verse }),
    })
  const heard = page.getByRole('list', { name: /^Heard/ }).getByRole('listitem')
  await expect(part(page, 'Test').getByRole('status')).toContainText('Listens')
  // The page says that it listens a moment before the runner hears that it does.
  await expect(async () => {
    await call('Rehearsal')
    await expect(heard.filter({ hasText: '"Rehearsal"' }).first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(heard.first()).toContainText('It does not fire: the trigger is off.')
  await expect(heard.first()).toContainText('It brings First verse "Rehearsal".')
  const on = part(page, 'Runs by itself').getByRole('switch', { name: 'Verses is on' })
  await on.click()
  await expect(on).toBeChecked()
  await expect(part(page, 'Test').getByText('It is on')).toBeVisible()
  const answer = await call('Night swim')
  expect(answer.status).toBe(202)
  await expect(heard.filter({ hasText: 'Night swim' }).first()).toContainText('It fires.')
  const fired = firings(page).filter({ hasText: 'Night swim' })
  await expect(fired).toContainText('Fired')
  await expectAccessible(page)
  await fired.getByRole('button', { name: 'The run' }).click()
  await editor.finished()
})
