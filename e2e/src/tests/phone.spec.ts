import type { Browser, Page } from '@playwright/test'
import { decision } from '../recipes/decision.ts'
import { expect, test } from '../studio.ts'

test.use({ lan: true })

/** A phone in the same network, whose person has gone on after the warning about the certificate. */
async function openPhone(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    ignoreHTTPSErrors: true,
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari',
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

test('a phone pairs by its code, fills in a form, approves, sees the run finish, and is shut out again', async ({
  editor,
  runner,
  browser,
  page: desk,
}) => {
  test.slow()
  await editor.paste(decision)
  await desk.getByRole('button', { name: 'Phone', exact: true }).click()
  const dialog = desk.getByRole('dialog', { name: 'Phone' })
  await expect(dialog.getByRole('img', { name: 'Code to pair a phone' })).toBeVisible()
  const { url, fingerprint } = JSON.parse(runner.segue('phone', '--json'))
  await expect(dialog).toContainText(fingerprint.slice(0, 47))

  const phone = await openPhone(browser, url)
  await expect(dialog).toContainText('iPhone is paired')
  const film = phone.getByRole('button', { name: 'Beat film' }).locator('img')
  await expect.poll(() => film.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await phone.getByRole('button', { name: decision.name, exact: true }).click()
  await phone.getByRole('button', { name: 'Run', exact: true }).click()
  await phone.getByRole('button', { name: 'Answer, 1 waiting' }).click()
  const question = phone.getByRole('region', { name: 'Is this the right line?' })
  await expect(question).toContainText('Night swim')
  await question.getByRole('button', { name: 'Approve' }).click()
  await expect(phone.getByText('Nothing waits for you.')).toBeVisible()
  await phone.getByRole('button', { name: 'Runs', exact: true }).click()
  await phone.getByRole('listitem').filter({ hasText: decision.name }).getByRole('button').click()
  await expect(phone.getByRole('figure', { name: 'text' })).toContainText('Signed')
  await expect(phone.getByRole('region', { name: 'How it stands' })).toContainText('Done')

  // As on an iPhone, where no browser takes a live line under a certificate of our own.
  await phone.routeWebSocket('**/trpc', (line) => line.close())
  await phone.reload()
  await phone.getByRole('button', { name: decision.name, exact: true }).click()
  await phone.getByRole('button', { name: 'Run', exact: true }).click()
  await question.getByRole('button', { name: 'Approve' }).click()
  await expect(phone.getByRole('figure', { name: 'text' })).toContainText('Signed')

  await dialog.getByRole('button', { name: 'Remove iPhone' }).click()
  await expect(phone.getByRole('heading', { name: 'This phone is not paired' })).toBeVisible()
  const again = await openPhone(browser, url)
  await expect(again.getByRole('main')).toContainText('each lets one device in, once')
})
