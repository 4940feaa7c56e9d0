import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { letNotify } from '../flows/notified.ts'
import { lines } from '../recipes/lines.ts'
import { expect, test } from '../studio.ts'

const verses = {
  ...lines,
  id: 'rcp_verses',
  name: 'Verses',
  description: 'Three lines, of which you write the first.',
  inputs: [
    {
      key: 'verse',
      label: 'First verse',
      type: 'text',
      default: 'First light',
      help: 'A few words.',
      group: 'Words',
      to: [{ nodeId: 'verse', param: 'template' }],
    },
  ],
  outputs: [{ key: 'sung', label: 'The first verse', from: { nodeId: 'verse', port: 'text' } }],
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}

test('a recipe is filled in as a form, made again with a change, and what was good is starred and compared', async ({
  editor,
  page,
}) => {
  await editor.paste(verses)
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(
    page.getByRole('region', { name: 'What goes in' }).getByRole('heading', { name: 'Verses' }),
  ).toBeVisible()
  await expect(page.getByText('A few words.')).toBeVisible()
  const verse = page.getByRole('textbox', { name: 'First verse' })
  await verse.fill('Night swim')
  await editor.run()
  await editor.finished()
  await page.getByRole('button', { name: 'Keep as a favourite' }).click()
  await expect(page.getByRole('button', { name: 'A favourite: it stays' })).toBeVisible()
  await expectAccessible(page)
  await verse.fill('Low tide')
  await verse.blur()
  await editor.run()
  await expect(page.getByText('Low tide').first()).toBeVisible()
  await page.getByRole('button', { name: 'Keep as a favourite' }).click()
  await page.getByRole('button', { name: 'Favourites' }).click()
  const favourites = page.getByRole('dialog', { name: 'Favourites' })
  await expect(favourites.getByRole('figure')).toHaveCount(2)
  await expectAccessible(page)
  const first = favourites.getByRole('figure').filter({ hasText: 'Night swim' })
  await first.getByRole('button', { name: 'Again, with changes' }).click()
  await expect(favourites).toHaveCount(0)
  await expect(verse).toHaveValue('Night swim')
})

test('a person is told by webhook and browser, sees the night, what is to come and what takes the room, and comes back by a link', async ({
  editor,
  page,
  runner,
}) => {
  const taken: { kind: string; title: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    taken.push(JSON.parse(body))
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listens on TCP
  const told = await letNotify(page)
  await expect(editor.runButton).toBeEnabled()
  await editor.paste(verses)
  await editor.run()
  await editor.finished()

  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: /^This browser/ }).click()
  await settings
    .getByRole('region', { name: 'This browser' })
    .getByRole('button', { name: 'Send a test' })
    .click()
  await expect.poll(told).toEqual(['Segue: a test'])

  await settings.getByRole('button', { name: /^Webhook/ }).click()
  await settings.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${port}/`)
  await settings.getByRole('button', { name: 'Add', exact: true }).click()
  const hook = settings.getByRole('region', { name: `127.0.0.1:${port}` })
  await hook.getByRole('button', { name: 'Send a test' }).click()
  await expect(hook.getByRole('alert')).toContainText('in its own network')
  await hook.getByRole('switch', { name: 'Own network' }).click()
  await hook.getByRole('button', { name: 'Send a test' }).click()
  await expect.poll(() => taken).toMatchObject([{ kind: 'test', title: 'Segue: a test' }])
  await expect(hook.getByRole('alert')).toHaveCount(0)
  await expectAccessible(page)

  await settings.getByRole('button', { name: 'Storage' }).click()
  await expect(settings.getByRole('region', { name: 'By recipe' })).toContainText('Verses')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Report' }).click()
  const report = page.getByRole('dialog', { name: 'While you were away' })
  await expect(report.getByText('1 done')).toBeVisible()
  await expectAccessible(page)
  await report.getByRole('button', { name: 'Check before tonight' }).click()
  await expect(page.getByText('Nothing starts by itself tonight')).toBeVisible()
  server.closeAllConnections()
  server.close()

  const [{ runId }] = JSON.parse(runner.segue('runs', 'list', '--json'))
  await page.goto(`${runner.origin}/#run=${runId}`)
  await editor.bar.getByRole('button', { name: 'Verses', exact: true }).waitFor()
  await editor.finished()
  await expect(page).not.toHaveURL(/#/)
})
