import type { AppConnection, AppState } from '@segue/api'
import { AppDocument, type AppId, AppId as AppIds } from '@segue/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import type { EventListener } from '../bridges/subscriptions.ts'
import { tempStore } from '../services/testing/tempStore.ts'
import { openStudio, type Studio } from './context.ts'
import { openProject, type ProjectStore } from './projectStore.ts'

const document = (name: string, more: Partial<AppDocument> = {}): AppDocument =>
  AppDocument.parse({
    ...{ name, path: null, unsaved: null, playing: null, tempo: null, meter: null },
    ...{ beats: null, sec: null, frame: null, fps: null },
    ...more,
  })
const call = (n: number) => ({
  command: `c.${n}`,
  title: `C ${n}`,
  effects: 'read' as const,
  at: n,
  tookMs: 1,
  outcome: 'ok',
})

let documents: Partial<Record<AppId, AppDocument>>
let jobs: { lane: string; runId: string; nodeId: string }[]
let tell: Map<AppId, EventListener>
let time: number
let project: ProjectStore
let studio: Studio
beforeEach(() => {
  documents = {}
  jobs = []
  tell = new Map()
  time = 1000
  project = openProject(tempStore())
  const state = (app: AppId): AppState => ({ app, title: app, state: 'idle', provider: app, detail: '' })
  const connection = (app: AppId): AppConnection => ({
    app,
    bridge: { name: 'b', version: '1', session: 'secret', connectedAt: 5 },
    capabilities: [],
    topics: [],
    latency: null,
    calls: Array.from({ length: 30 }, (_, n) => call(n)),
    events: Array.from({ length: 30 }, (_, at) => ({ at, state: 'connected', detail: '' })),
    document: documents[app] ?? null,
    doing: { title: 'Takes a look', since: 7 },
  })
  studio = openStudio({
    hub: {
      states: () => AppIds.options.map(state),
      connection,
      onChange: () => () => {},
      subscribe(app, _, listener) {
        tell.set(app, listener)
        return () => tell.delete(app)
      },
    },
    host: {
      running: () => jobs as never, // only these three are read
      runs: { step: () => ({ name: 'Render', startedAt: 9 }) } as never,
    },
    project,
    relations: { list: () => [], onChange: () => () => {} },
    syncs: { states: () => [], onChange: () => () => {} },
    now: () => time,
  })
})
const told = (app: AppId, now: AppDocument) => {
  documents[app] = now
  tell.get(app)?.({ topic: 'app.document', seq: 1, key: undefined, data: now })
}
const clock = () => studio.context().time?.app ?? null

test('an application shows the newest of its history, and no secrets of its connection', () => {
  const [live] = studio.context().apps
  expect([live?.calls.length, live?.events.length]).toEqual([10, 20])
  expect(live?.bridge).toEqual({ name: 'b', version: '1', connectedAt: 5 })
})

test('what it does is the step of a run, else the command of a person', () => {
  jobs = [{ lane: 'blender', runId: 'run_1', nodeId: 'render' }]
  const doing = Object.fromEntries(studio.context().apps.map((one) => [one.app, one.doing]))
  expect(doing.blender).toEqual({ title: 'Render', since: 9, runId: 'run_1' })
  expect(doing.live).toEqual({ title: 'Takes a look', since: 7, runId: null })
})

test('the clock is whom a person chose, else who plays, else the first that keeps time', () => {
  expect(clock()).toBeNull()
  told('obs', document('Scenes'))
  expect(clock()).toBeNull()
  told('blender', document('Film', { frame: 1, fps: 24 }))
  told('td', document('Show', { sec: 2, playing: false }))
  expect(clock()).toBe('td')
  told('blender', document('Film', { frame: 1, fps: 24, playing: true }))
  expect(clock()).toBe('blender')
  project.change({ clock: 'td' })
  expect(clock()).toBe('td')
  project.change({ clock: 'live' })
  expect(clock()).toBe('blender')
})

test('a position says when it was told', () => {
  time = 4000
  told('live', document('Set', { sec: 1, tempo: 120 }))
  time = 9000
  expect(studio.context().time).toMatchObject({ app: 'live', at: 4000, tempo: 120 })
  expect(studio.context().apps.find(({ app }) => app === 'live')?.documentAt).toBe(4000)
  expect(studio.now()).toMatchObject({ name: '', documents: { live: { name: 'Set', sec: 1 } } })
  told('live', document('Set', { sec: 1, tempo: 120, beats: 2, playing: true }))
  time = 10_500
  expect(studio.now().time).toMatchObject({ at: 10_500, sec: 2.5, beats: 5 })
  expect(studio.now().documents.live).toMatchObject({ sec: 2.5, beats: 5 })
})

test('tells that something changed until it is closed', () => {
  const heard = vi.fn()
  const stop = studio.onChange(heard)
  told('live', document('Set'))
  expect(heard).toHaveBeenCalledTimes(1)
  stop()
  told('live', document('Set 2'))
  expect(heard).toHaveBeenCalledTimes(1)
  studio.close()
  expect(tell.size).toBe(0)
})
