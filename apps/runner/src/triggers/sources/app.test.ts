import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppDocument, AppEventSettings, type AppHappening, documentTopic } from '@segue/protocol'
import { expect, onTestFinished, test } from 'vitest'
import type { Theirs } from '../../bridges/hub.ts'
import type { EventListener } from '../../bridges/subscriptions.ts'
import { createTestClock } from '../../host/testClock.ts'
import { checkHappening, openAppEvents } from './app.ts'
import { openSource } from './testing/openSource.ts'

const document = (playing: boolean): AppDocument => ({
  ...{ name: 'Night Drive', path: '/sets/Night Drive.als', unsaved: null, playing, tempo: 120, facts: {} },
  ...{ meter: null, beats: 4, sec: 2, frame: null, fps: null },
})

/** A trigger on an application that comes, goes and works as the test says. */
async function openOn(settings: { app?: 'live' | 'blender' | 'td'; happening: AppHappening; name?: string }) {
  const time = createTestClock()
  const listeners = new Map<string, Set<EventListener>>()
  const watchers = new Set<() => void>()
  const now = { isHere: true, isBusy: false, document: null as AppDocument | null }
  const theirs: Theirs = {
    isHere: () => now.isHere,
    isBusy: () => now.isBusy,
    document: () => now.document,
    subscribe(topic, listener) {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known.add(listener))
      return () => known.delete(listener)
    },
  }
  const hub = {
    theirs: () => theirs,
    onChange(listener: () => void) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
  }
  const putFile = async (path: string, { name }: { name: string }) => {
    expect(path.endsWith(name)).toBe(true)
    return { artifactId: 'a'.repeat(64), mime: 'application/x-blender', bytes: 1, name, meta: {} }
  }
  const source = openSource(openAppEvents({ hub, artifacts: { putFile }, clock: time.clock }), {
    ...{ kind: 'app', app: 'live' },
    ...settings,
  })
  time.next()?.()
  return {
    source,
    become(next: Partial<typeof now>) {
      Object.assign(now, next)
      for (const watcher of watchers) watcher()
    },
    tell(topic: string, data: unknown) {
      for (const listener of listeners.get(topic) ?? []) listener({ topic, seq: 1, key: undefined, data })
    },
    pass: time.pass,
    listening: () => [...listeners.values()].reduce((sum, { size }) => sum + size, watchers.size),
  }
}

test('waits for an application that is not there, which is no failure', async () => {
  const { source, become, listening } = await openOn({ happening: 'locator.passed' })
  become({ isHere: false })
  expect(source.condition).toEqual({ failure: null, note: 'It waits for Live.' })
  become({ isHere: true })
  expect(source.condition).toEqual({ failure: null, note: null })
  await source.close()
  expect(listening()).toBe(0)
})

test('S21 hears the locator of a name, as it is', async () => {
  const { source, tell } = await openOn({ happening: 'locator.passed', name: '{{Drop}}' })
  tell('locator.passed', { locator: { id: 1 }, name: 'Intro', beats: 0 })
  tell('locator.passed', { locator: { id: 2 }, name: '{{Drop}}', beats: 64 })
  tell('locator.passed', { nonsense: true })
  await expect.poll(() => source.heard).toHaveLength(1)
  expect(source.heard[0]).toMatchObject({
    words: 'Live locator passed {{Drop}}',
    data: { app: 'live', happening: 'locator.passed', name: '{{Drop}}', data: { beats: 64 } },
  })
  expect(source.passed.map(({ reason }) => reason)).toEqual(['it is not {{Drop}}'])
})

test('hears that it starts, not that it played when Segue came, and not what Segue itself does', async () => {
  const { source, tell, become, pass } = await openOn({ happening: 'transport.started' })
  const play = (playing: boolean) => tell(documentTopic, document(playing))
  play(true)
  play(false)
  become({ isBusy: true })
  play(true)
  become({ isBusy: false })
  play(false)
  pass(499)
  play(true)
  play(false)
  pass(1)
  play(true)
  play(true)
  await expect.poll(() => source.heard).toHaveLength(1)
  expect(source.passed.map(({ reason }) => reason)).toEqual(Array(2).fill('Segue itself works in Live'))
  become({ isHere: false, document: null })
  become({ isHere: true, document: document(false) })
  play(true)
  await expect.poll(() => source.heard).toHaveLength(2)
})

test('brings the file that was saved, when it lies here', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-app-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'scene.blend')
  await writeFile(path, 'BLENDER')
  const { source, tell } = await openOn({ app: 'blender', happening: 'file.saved' })
  tell('file.saved', { name: 'scene.blend', path, unsaved: false })
  await expect.poll(() => source.heard).toHaveLength(1)
  tell('file.saved', { name: 'other.blend', path: '/on/another/machine/other.blend' })
  await expect.poll(() => source.heard).toHaveLength(2)
  expect(source.heard.map(({ data }) => data)).toMatchObject([
    { name: 'scene.blend', file: { name: 'scene.blend' } },
    { name: 'other.blend' },
  ])
  expect(source.heard[1]?.data).not.toHaveProperty('file')
})

test('hears a render that is finished, and lets one that was cancelled go by', async () => {
  const { source, tell } = await openOn({ app: 'blender', happening: 'render.finished' })
  tell('render.finished', { scene: 'Scene', whole: false, frames: 3 })
  tell('render.finished', { scene: 'Scene', whole: true, frames: 250 })
  await expect.poll(() => source.heard).toMatchObject([{ data: { name: 'Scene', data: { frames: 250 } } }])
  expect(source.passed).toMatchObject([{ reason: 'the render was cancelled' }])
})

test('hears what TouchDesigner calls by a name of its own', async () => {
  const { source, tell } = await openOn({ app: 'td', happening: 'custom', name: 'drop' })
  tell('custom', { name: 'drop', value: { level: 0.5 } })
  tell('custom', { name: 'drop', value: 'x'.repeat(100_000) })
  await expect.poll(() => source.heard).toMatchObject([{ data: { name: 'drop', data: { level: 0.5 } } }])
  expect(source.passed).toMatchObject([{ reason: 'it holds more than a run can be given' }])
})

test('what an application never tells is refused', () => {
  const settings = AppEventSettings.parse({ kind: 'app', app: 'td', happening: 'set.saved' })
  expect(() => checkHappening(settings)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'app.never_told' }) }),
  )
})
