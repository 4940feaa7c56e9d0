import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../studio.ts'

const loop = '/usr/share/sonic-pi/samples/loop_amen.flac'

/** A recipe with a sound that no store has. */
function recipeWithoutSound() {
  const bytes = readFileSync(loop)
  const artifactId = createHash('sha256').update(bytes).digest('hex')
  const file = { artifactId, mime: 'audio/flac', bytes: bytes.length, name: 'amen.flac', meta: {} }
  const nodes = { sound: { type: 'file.audio', version: 1, name: 'Loop', params: { file } } }
  return { schemaVersion: 1, id: 'rcp_sent', name: 'Sent by a friend', graph: { nodes } }
}

/** Drops a file on the canvas as a person does. */
async function drop(page: Page, target: ReturnType<Page['locator']>, name: string, bytes: Buffer) {
  const dataTransfer = await page.evaluateHandle(
    ([title = '', base64 = '']) => {
      const given = new DataTransfer()
      given.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], title))
      return given
    },
    [name, bytes.toString('base64')],
  )
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer })
}

test('a recipe leaves as a package, and comes in again by dropping it, as one’s own', async ({
  editor,
  page,
}) => {
  await editor.canvas.waitFor()
  await page.keyboard.press('o')
  const row = page.getByRole('listitem').filter({ hasText: 'Audio to curves' })
  await row.hover()
  await row.getByRole('button', { name: /^More for/ }).click()
  const leaving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export package' }).click()
  const download = await leaving
  expect(download.suggestedFilename()).toMatch(/\.segue$/)
  const bytes = readFileSync(await download.path())
  await drop(page, editor.canvas, download.suggestedFilename(), bytes)
  await expect(page.getByText('Nothing of it has run.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Audio to curves' })).toHaveCount(2)
})

test('a package without its media says what is missing and finds it in a folder', async ({
  editor,
  page,
  runner,
}, info) => {
  const path = info.outputPath('bare.segue')
  const document = info.outputPath('sent.json')
  writeFileSync(document, JSON.stringify(recipeWithoutSound()))
  runner.segue('export', document, '--out', path)
  await drop(page, editor.canvas, 'bare.segue', readFileSync(path))
  const arrival = page.getByRole('dialog', { name: /is here$/ })
  const lines = arrival.getByRole('list', { name: 'What is missing' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'amen.flac' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('missing.png') })
  const folder = info.outputPath('music')
  mkdirSync(folder)
  copyFileSync(loop, join(folder, 'renamed.flac'))
  await arrival.getByLabel('Folder with missing files').setInputFiles(folder)
  await expect(page.getByText('One file was found.')).toBeVisible()
  await expect(lines.filter({ hasText: 'amen.flac' })).toHaveCount(0)
  await arrival.getByRole('button', { name: 'Done' }).click()
  await expect(arrival).toBeHidden()
})

test('a hostile package is refused in words', async ({ editor, page }) => {
  await drop(page, editor.canvas, 'broken.segue', Buffer.from('PK\x03\x04 not a package'))
  await expect(page.getByText(/This is not a Segue package/)).toBeVisible()
})
