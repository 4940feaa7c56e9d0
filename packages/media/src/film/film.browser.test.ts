import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deltaE2000, type Rgb } from './deltaE.ts'
import { encodeFilm } from './film.ts'
import { clickTrack, paintFrames, plainFilm } from './testMaterial.ts'

const origin = 'http://film.test'
let browser: Browser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-film-'))
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
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** A page that shows a film; nothing leaves the machine. */
async function pageWith(film: string): Promise<Page> {
  const page = await browser.newPage()
  const html = await readFile(new URL('film.browser.html', import.meta.url))
  const body = await readFile(film)
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.mp4')
      ? route.fulfill({ body, contentType: 'video/mp4' })
      : route.fulfill({ body: html, contentType: 'text/html' }),
  )
  await page.goto(`${origin}/`)
  return page
}

const coloursAt = (page: Page, sec: number, points: number[][]) =>
  page.evaluate<number[][]>(`coloursAt(${sec}, ${JSON.stringify(points)})`)

const patches: Rgb[] = [
  [10, 11, 16],
  [27, 31, 59],
  [255, 90, 54],
  [255, 179, 138],
  [58, 107, 255],
  [244, 237, 228],
  [40, 180, 72],
  [128, 128, 128],
]

test.each([
  [640, 360],
  [1280, 720],
])('eight colours at %i × %i look the same in Chromium as in the frames', async (width, height) => {
  const cell = { width: width / 4, height: height / 2 }
  const paths = await paintFrames(folder, { count: 12, width, height }, (context) => {
    for (const [i, [r, g, b]] of patches.entries()) {
      context.fillStyle = `rgb(${r},${g},${b})`
      context.fillRect((i % 4) * cell.width, Math.floor(i / 4) * cell.height, cell.width, cell.height)
    }
  })
  const out = join(folder, `patches-${width}.mp4`)
  await encodeFilm(plainFilm(paths, { width, height, out }))
  const page = await pageWith(out)
  const points = patches.map((_, i) => [
    (0.5 + (i % 4)) * cell.width,
    (0.5 + Math.floor(i / 4)) * cell.height,
  ])
  await page.evaluate('load()')
  const seen = await coloursAt(page, 0.25, points)
  await page.close()
  const differences = patches.map((patch, i) => {
    const [r = 0, g = 0, b = 0] = seen[i] ?? []
    return deltaE2000(patch, [r, g, b])
  })
  expect(Math.max(...differences)).toBeLessThanOrEqual(3)
})

test.each([44_100, 48_000])(
  'every click of a track at %i Hz is heard within 1 ms in Chromium',
  async (rate) => {
    const clicksSec = [0, 0.5, 1, 1.75]
    const soundPath = join(folder, `clicks-${rate}.wav`)
    await clickTrack(soundPath, { sampleRate: rate, durationSec: 2, clicksSec })
    const paths = await paintFrames(folder, { count: 48, width: 64, height: 64 }, () => {})
    const out = join(folder, `clicks-${rate}.mp4`)
    const sound = { path: soundPath, name: 'clicks.wav' }
    await encodeFilm(plainFilm(paths, { width: 64, height: 64, out, sound }))
    const page = await pageWith(out)
    const heard = await page.evaluate<{ onsets: number[] }>(`clicks(${rate})`)
    await page.close()
    expect(heard.onsets).toHaveLength(clicksSec.length)
    for (const [i, sec] of clicksSec.entries())
      expect(Math.abs((heard.onsets[i] ?? Number.NaN) - sec)).toBeLessThan(0.001)
  },
)

test('at 23.976 a picture changes on its frame, and the film ends with its sound', async () => {
  const soundPath = join(folder, 'end.wav')
  await clickTrack(soundPath, { sampleRate: 44_100, durationSec: 1.3, clicksSec: [0] })
  const paths = await paintFrames(folder, { count: 48, width: 128, height: 72 }, (context, i) => {
    context.fillStyle = i < 24 ? '#FF0000' : '#0000FF'
    context.fillRect(0, 0, 128, 72)
  })
  const out = join(folder, 'end.mp4')
  const sound = { path: soundPath, name: 'end.wav' }
  const fps = { num: 24_000, den: 1001 }
  const facts = await encodeFilm(plainFilm(paths, { width: 128, height: 72, fps, out, sound }))
  const page = await pageWith(out)
  const durationSec = await page.evaluate<number>('load()')
  const points = [[64, 36]]
  const [before] = await coloursAt(page, 23.5 / 23.976, points)
  const [after] = await coloursAt(page, 24.5 / 23.976, points)
  await page.close()
  expect(before?.[0]).toBeGreaterThan(230)
  expect(after?.[2]).toBeGreaterThan(230)
  expect(facts.frames).toBe(32)
  expect(durationSec).toBeCloseTo(1.3, 1)
})
