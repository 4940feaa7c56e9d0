import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ArtifactRef, own, type RunView } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRunner } from '../testing.ts'
import { examplesFolder } from './samples.ts'
import { openExamples, shownBy, through } from './testing/examples.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openExamples()
})
afterAll(() => runner[Symbol.asyncDispose]())

const outFolder = ({ head }: RunView) => runner.host.runs.facts(head.runId).outFolder
const namesOf = (files: unknown) =>
  ArtifactRef.array()
    .parse(files)
    .map(({ name }) => name)

test('Render queue: a folder is rendered file by file, and only what is not right any more is done again', async () => {
  const first = await through(runner, 'render-queue')
  const out = outFolder(first)
  const shot = join(out, 'renders/shot010 night')
  const frame = (number: number) => join(shot, `shot010 night.${number}.png`)
  const numbers = Array.from({ length: 12 }, (_, i) => `shot010 night.${1001 + i}.png`)
  expect(readdirSync(shot).sort()).toEqual([...numbers, 'shot010 night.frames.json'])
  expect(readdirSync(join(out, 'films')).sort()).toEqual(['shot010 night.mp4', 'shot020 harbour.mp4'])
  const before = statSync(frame(1001)).mtimeMs

  rmSync(frame(1003))
  truncateSync(frame(1005), 100)
  const again = await through(runner, 'render-queue')
  const [kept] = again.head.outputs.frames as { written: number; kept: number }[]
  expect(kept).toMatchObject({ written: 2, kept: 10 })
  expect(statSync(frame(1001)).mtimeMs).toBe(before)
  expect(statSync(frame(1005)).size).toBeGreaterThan(1000)

  const queue = join(out, 'queue')
  mkdirSync(queue)
  copyFileSync(
    join(examplesFolder, 'scenes/queue/shot020 harbour.blend'),
    join(queue, 'shot020 harbour.blend'),
  )
  writeFileSync(join(queue, 'shot015 broken.blend'), 'no scene at all')
  const folder = await through(runner, 'render-queue', { inputs: { folder: queue } })
  expect(folder.head.status).toBe('succeeded')
  expect(folder.head.outputs.report).toMatchObject({
    ...{ total: 2, succeeded: 1 },
    failed: [{ name: 'shot015 broken.blend' }],
  })
  expect(namesOf(folder.head.outputs.films)).toEqual(['shot020 harbour.mp4'])
})

test('VJ loop pack: every loop closes on its bars, and the picked one goes out under its length', async () => {
  const view = await through(runner, 'vj-loops')
  const loops = ArtifactRef.array().parse(view.head.outputs.loops)
  expect(loops.map(({ name }) => name)).toEqual(['ripple 2.mp4', 'ripple 5.mp4'])
  for (const { meta } of loops) {
    // half a bar at 128 beats a minute, in frames of a twelfth
    expect(meta).toMatchObject({ frames: 11, bpm: 128 })
    expect(meta.remarks?.filter((remark) => remark.includes('jumps')) ?? []).toEqual([])
  }
  expect(new Set(loops.map(({ artifactId }) => artifactId)).size).toBe(2)
  const out = readdirSync(join(outFolder(view), 'loops'))
  expect(out).toContain('ripple 5_128bpm_2b_160x90_12.mp4')
  expect(out.filter((name) => name.startsWith('loops '))).toHaveLength(1)
  expect(view.head.outputs.loop).toMatchObject({ artifactId: loops[1]?.artifactId })
})

test('Mix to film: locators are its chapters, and everything that goes up lies in one folder', async () => {
  const view = await through(runner, 'mix-to-film', { inputs: { seconds: 5 } })
  expect(view.head.outputs.chapters).toBe('00:00 Intro\n00:03 Build')
  expect(ArtifactRef.parse(view.head.outputs.film).meta).toMatchObject({ frames: 60, height: 90 })
  const kit = join(outFolder(view), 'Night Drive Mix kit')
  const what = ['.mp4', ' caption.txt', ' chapters.txt', ' checks.txt', ' poster.jpg', ' thumbnail.jpg']
  expect(readdirSync(kit).sort()).toEqual(
    [...what.map((ending) => `Night Drive Mix${ending}`), 'kit.json'].sort(),
  )
  const list = JSON.parse(readFileSync(join(kit, 'kit.json'), 'utf8'))
  expect(list).toMatchObject({ state: 'whole', kind: 'publish kit', title: 'Night Drive Mix' })
  expect(list.films[0].sound.integratedLufs).toBeLessThan(-8)
})

test('Export to film: one export, one film, checked, under a version of its own', async () => {
  const first = await through(runner, 'export-to-film')
  expect(String(own(shownBy(first, 'deliver'), 'path'))).toMatch(
    /films.\d{4}-\d\d-\d\d.Low Tide 160x90 v001\.mp4$/,
  )
  expect(first.head.outputs.checks).toContain('LUFS')
  const longer = await through(runner, 'export-to-film', { inputs: { seconds: 0.75 } })
  expect(String(own(shownBy(longer, 'deliver'), 'path'))).toMatch(/v002\.mp4$/)
})

test('Album to films: a folder of tracks becomes films in the order of their names', async () => {
  const album = join(runner.home.outputs, 'Album to films', 'album')
  mkdirSync(album, { recursive: true })
  const demo = join(examplesFolder, 'media/demo-album')
  copyFileSync(join(demo, 'Harbour.flac'), join(album, '10 Harbour.flac'))
  copyFileSync(join(demo, 'Night Ferry.flac'), join(album, '2 Night Ferry.flac'))
  copyFileSync(join(examplesFolder, 'media/demo-set.als'), join(album, 'cover notes.als'))
  const view = await through(runner, 'album-to-films', { inputs: { folder: album } })
  expect(view.head).toMatchObject({ status: 'succeeded', failures: [] })
  expect(namesOf(view.head.outputs.films)).toEqual(['2 Night Ferry.mp4', '10 Harbour.mp4'])
  expect(view.head.outputs.chapters).toContain('00:00 2 Night Ferry')
})
