import { blender, type StudioSync, td } from '@segue/protocol'
import { startSimulatedTouchDesigner } from '@segue/simulators/td/program'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBlender } from '../bridges/findBlender.ts'
import { recipeOf } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openStudio, type Studio } from '../services/testing/studio.ts'
import { createSyncs } from './syncs.ts'
import type { Syncs } from './syncTypes.ts'

/** A busy machine takes its time. */
const patience = { timeout: 20_000, interval: 20 }
/** One frame of TouchDesigner, in seconds. */
const frameSec = 1 / 60

let studio: Studio
let syncs: Syncs
beforeAll(async () => {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) throw new Error('This test is about real Blender, and there is none.')
  studio = await openStudio(found.path, { speed: 1 })
  let stored: StudioSync[] = []
  syncs = createSyncs({
    hub: studio.runner.hub,
    load: () => stored,
    save: async (next) => {
      stored = next
    },
    logger: pino({ level: 'silent' }),
  })
  await studio.runner.hub.connect('blender')
  await (await bridgeOf('blender')).call(blender.setTimeline, { end: 10_000 })
})
afterAll(async () => {
  syncs?.close()
  await studio?.[Symbol.asyncDispose]()
})

const document = (app: 'live' | 'td' | 'blender') => studio.runner.hub.connection(app).document
const stateOf = (app: string) => syncs.states().find(({ follower }) => follower === app)
const press = (wanted: { do: string } & Record<string, unknown>) => studio.live.tell(wanted)
const bridgeOf = (app: 'td' | 'blender') => studio.runner.hub.use(app)
const markersOf = async () => {
  const [inBlender, inTd] = await Promise.all([
    (await bridgeOf('blender')).call(blender.listMarkers, {}),
    (await bridgeOf('td')).call(td.listMarkers, {}),
  ])
  return [inBlender.markers, inTd.markers].map((all) => all.map(({ name, sec }) => [name, sec]))
}

test('TouchDesigner and Blender follow Live', async () => {
  const both = { leader: 'live', on: true, transport: true, markers: true } as const
  await syncs.set({ ...both, follower: 'td', tempo: true, offsetSec: 0 })
  await syncs.set({ ...both, follower: 'blender', tempo: false, offsetSec: 2 })
  await expect
    .poll(() => syncs.states().map(({ state }) => state), patience)
    .toEqual(['following', 'following'])

  // both stand where Live stands
  await press({ do: 'locate', beats: 16 })
  await expect.poll(() => document('td')?.sec, patience).toBeCloseTo(8, 3)
  await expect.poll(() => document('blender')?.sec, patience).toBeCloseTo(10, 3)
  expect(document('td')?.playing).toBe(false)

  // start, and what plays stays together by itself
  await press({ do: 'press', what: 'play' })
  await expect.poll(() => document('td')?.playing, patience).toBe(true)
  await expect.poll(() => document('td')?.sec ?? 0, patience).toBeGreaterThan(9)
  await expect.poll(() => document('blender')?.sec ?? 0, patience).toBeGreaterThan(11)
  await expect.poll(() => Math.abs(stateOf('td')?.driftSec ?? 9), patience).toBeLessThan(frameSec)
  expect(stateOf('td')).toMatchObject({ state: 'following' })

  // another tempo
  await press({ do: 'tempo', bpm: 97 })
  await expect.poll(() => document('td')?.tempo, patience).toBeCloseTo(97, 3)

  // a jump while it plays, far behind the end that TouchDesigner's timeline had
  await press({ do: 'locate', beats: 97 })
  await expect.poll(() => document('td')?.sec ?? 0, patience).toBeGreaterThan(60)
  await expect.poll(() => document('blender')?.sec ?? 0, patience).toBeGreaterThan(62 - 1)

  // stop: both stand exactly there
  await press({ do: 'press', what: 'stop' })
  await expect.poll(() => document('td')?.playing, patience).toBe(false)
  const stopped = async () => document('live')?.sec ?? 0
  await expect.poll(async () => (document('td')?.sec ?? 0) - (await stopped()), patience).toBeCloseTo(0, 2)

  // a locator
  await press({ do: 'locator', beats: 97, name: 'Große Wende' })
  const far = ['Große Wende', expect.closeTo(60, 1)]
  const farther = ['Große Wende', expect.closeTo(62, 1)]
  await expect
    .poll(markersOf, patience)
    .toEqual([expect.arrayContaining([farther]), expect.arrayContaining([far])])
})

test('a follower that goes is waited for, and follows again when it is back', async () => {
  const { runner, port } = studio
  await studio.touchDesigner.close()
  await expect
    .poll(() => stateOf('td'), patience)
    .toMatchObject({
      state: 'waiting',
      driftSec: null,
      detail: 'TouchDesigner is not here.',
    })
  await press({ do: 'locate', beats: 0 })
  await press({ do: 'press', what: 'play' })
  await using back = await reopened(runner.home.root, port)
  expect(back).toBeDefined()
  await expect.poll(() => stateOf('td')?.state, patience).toBe('following')
  await expect.poll(() => document('td')?.tempo, patience).toBeCloseTo(97, 3)
  await expect.poll(() => document('td')?.playing, patience).toBe(true)
  await expect.poll(async () => (await markersOf())[1]?.length, patience).toBeGreaterThan(2)
})

test('a recipe carries locators into a scene', async () => {
  const node = (type: string) => ({ type, version: 1, name: type, params: {} })
  const recipe = recipeOf(
    {
      locators: node('live.markers.list'),
      across: node('studio.markers'),
      scene: node('blender.scene'),
      set: { ...node('blender.markers.set'), promoted: ['markers'] },
      list: node('blender.markers.list'),
    },
    [
      'locators.result > across.markers',
      'across.markers > set.markers',
      'scene.scene > set.scene',
      'set.scene > list.scene',
    ],
  )
  const view = await testRuns(studio.runner, recipe).run({})
  expect(view.head.failures).toEqual([])
  const outputs = Object.fromEntries(view.steps.map((step) => [step.nodeId, step.outputs]))
  const markers = expect.arrayContaining([expect.objectContaining({ name: 'Große Wende', ours: true })])
  expect(outputs.list).toMatchObject({ markers })
})

async function reopened(home: string, port: number): Promise<AsyncDisposable> {
  const touchDesigner = await startSimulatedTouchDesigner({ home, port })
  return { [Symbol.asyncDispose]: touchDesigner.close }
}
