import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { type OpenDoors, openDoors } from './openDoors.ts'

const port = 4640
const script = '<script>top.__pwned = window.__pwned = document.cookie || 1</script>'
const hostile: readonly (readonly [name: string, mime: string, text: string])[] = [
  ['page.html', 'text/html', `<html>${script}</html>`],
  ['page.xhtml', 'application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`],
  ['drawing.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
  ['feed.xml', 'text/xml', `<?xml version="1.0"?><a xmlns="http://www.w3.org/1999/xhtml">${script}</a>`],
  ['note.txt', 'text/plain', `<html>${script}</html>`],
  ['picture.png', 'image/png', `<html>${script}</html>`],
  ['film.mp4', 'video/mp4', `<html>${script}</html>`],
  ['code.js', 'text/javascript', 'window.__pwned = 1'],
  ['paper.pdf', 'application/pdf', '%PDF-1.4 <script>1</script>'],
  ['q"uo\r\nte.html', 'text/html', `<html>${script}</html>`],
]

let folder: string
let runner: TestRunner
let doors: OpenDoors
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-shell-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>shell</title><body></body>')
  runner = await openTestRunner({ port })
  doors = await openDoors(runner, {
    home: runner.home,
    port,
    webFolder: folder,
    log: { warn() {}, error() {} },
  })
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  const status = await page.evaluate(
    async (code) =>
      (
        await fetch('/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code }),
        })
      ).status,
    doors.sessions.newCode(),
  )
  expect(status).toBe(200)
})

afterAll(async () => {
  await browser.close()
  await doors.close()
  await runner[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const store = async (name: string, mime: string, text: string) => {
  const ref = await runner.artifacts.putBytes(new TextEncoder().encode(text), { name, mime })
  return runner.services.artifacts.url(ref, { download: false })
}

describe('a hostile file in a real browser', () => {
  test.each(hostile)('%s (%s) runs nothing when it is opened', async (name, mime, text) => {
    const url = await store(name, mime, text)
    const page = await context.newPage()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await page.goto(url).catch((error: Error) => expect(error.message).toMatch(/download|ERR_ABORTED/i))
    expect(await page.evaluate(() => '__pwned' in window)).toBe(false)
    expect(dialogs).toEqual([])
    await page.close()
  })

  test('embedded in the app it runs nothing either, and the policy blocks foreign scripts', async () => {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    for (const [name, mime, text] of hostile) {
      const url = await store(name, mime, text)
      const blocked = await page.evaluate(async (src) => {
        const settle = (element: HTMLElement) =>
          new Promise<string>((resolve) => {
            element.onload = () => resolve('loaded')
            element.onerror = () => resolve('blocked')
          })
        const script = Object.assign(document.createElement('script'), { src })
        const asScript = settle(script)
        document.body.append(script)
        const image = Object.assign(new Image(), { src })
        await settle(image)
        return asScript
      }, url)
      expect(blocked).toBe('blocked')
    }
    expect(await page.evaluate(() => '__pwned' in window)).toBe(false)
    await page.close()
  })

  test('no cookie reaches the artifact host', async () => {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    const url = await store('fine.txt', 'text/plain', 'fine')
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.url() === url),
      page.evaluate((src) => fetch(src, { credentials: 'include' }).catch(() => null), url),
    ])
    expect((await request.allHeaders()).cookie).toBeUndefined()
    expect((await context.cookies(`http://127.0.0.1:${port}/`)).map(({ name }) => name)).toEqual([
      `segue_${port}`,
    ])
    expect(await context.cookies(url)).toEqual([])
    await page.close()
  })
})
