import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bridgeFailure } from '../../bridges/failure.ts'
import { createSyncLab, follows } from './syncLab.ts'

const carrying = { transport: false, markers: true }
const drop = { name: 'Drop', sec: 6, ours: false }

let lab: ReturnType<typeof createSyncLab>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  lab = createSyncLab()
  for (const id of ['live', 'td', 'blender'] as const) await lab.tells(id)
  lab.live.markers = [drop, { name: '', sec: 0, ours: false }]
})
afterEach(() => {
  lab.syncs.close()
  vi.useRealTimers()
})

/** Names and seconds, of which the follower knows that they are Segue's. */
const carried = (app: { markers: { name: string; sec: number; ours: boolean }[] }) =>
  app.markers.filter(({ ours }) => ours).map(({ name, sec }) => [name, sec])

test('markers are carried at first and after every change, with the offset, and no others go', async () => {
  lab.blender.markers = [{ name: 'Mine', sec: 1, ours: false }]
  await lab.syncs.set(follows('live', 'blender', { ...carrying, offsetSec: 2 }))
  await lab.quiet()
  expect(carried(lab.blender)).toEqual([
    ['Drop', 8],
    ['2', 2],
  ])
  expect(lab.state()).toMatchObject({ state: 'following', detail: '2 markers' })
  lab.live.markers = [{ ...drop, name: 'Big drop' }]
  await lab.tellsMarkers('live')
  expect(lab.blender.calls).toHaveLength(1)
  await lab.pass(1)
  expect(carried(lab.blender)).toEqual([['Big drop', 8]])
  expect(lab.blender.markers[0]).toMatchObject({ name: 'Mine' })
  expect(lab.blender.calls).toHaveLength(2)
  await lab.tellsMarkers('live')
  await lab.pass(3)
  expect(lab.blender.calls).toHaveLength(2)
})

test('what would lie before the start is left out, and long names are cut between letters', async () => {
  lab.live.markers = [drop, { ...drop, sec: 9, name: '🥁'.repeat(40) }]
  await lab.syncs.set(follows('live', 'blender', { ...carrying, offsetSec: -7 }))
  await lab.quiet()
  expect(carried(lab.blender)).toEqual([['🥁'.repeat(15), 2]])
})

test('they are carried again into another document, and after a return', async () => {
  await lab.syncs.set(follows('live', 'td', carrying))
  await lab.quiet()
  lab.td.name = 'another.toe'
  lab.td.markers = []
  await lab.pass(1)
  expect(carried(lab.td)).toHaveLength(2)
  lab.td.session = null
  lab.changed()
  expect(lab.state()).toMatchObject({ state: 'waiting', detail: 'TouchDesigner is not here.' })
  lab.live.markers = [drop]
  await lab.tellsMarkers('live')
  Object.assign(lab.td, { session: 'second', markers: [] })
  lab.changed()
  await lab.pass(1)
  expect(carried(lab.td)).toEqual([['Drop', 6]])
})

test('Live gets them when it stops', async () => {
  lab.td.markers = [drop]
  lab.live.markers = []
  lab.live.put({ playing: true })
  await lab.tells('live')
  await lab.syncs.set(follows('td', 'live', carrying))
  await lab.quiet()
  const detail = 'Live takes locators only while it is stopped.'
  expect(lab.state()).toMatchObject({ state: 'waiting', detail })
  expect(lab.live.calls).toEqual([])
  lab.live.put({ playing: false })
  await lab.tells('live')
  expect(carried(lab.live)).toEqual([['Drop', 6]])
})

test('a run in the follower goes first; what fails is said and tried again', async () => {
  lab.blender.working = true
  await lab.syncs.set(follows('live', 'blender', carrying))
  await lab.quiet()
  expect(lab.state()).toMatchObject({ state: 'waiting', detail: 'Blender is busy.' })
  expect(lab.blender.calls).toEqual([])
  lab.blender.working = false
  lab.blender.fails = bridgeFailure('app_error', 'Something is odd.')
  vi.advanceTimersByTime(1000)
  await lab.quiet()
  expect(lab.state()).toMatchObject({
    state: 'failing',
    detail: expect.stringContaining('Something is odd.'),
  })
  lab.blender.fails = null
  vi.advanceTimersByTime(1000)
  await lab.quiet()
  expect(lab.state()).toMatchObject({ state: 'following' })
})

test('they are carried once on demand, without any sync', async () => {
  const pair = { leader: 'live', follower: 'td', offsetSec: 0 } as const
  expect(await lab.syncs.carry(pair)).toEqual({ markers: 2 })
  expect(lab.syncs.states()).toEqual([])
  lab.td.working = true
  await expect(lab.syncs.carry(pair)).rejects.toMatchObject({ failure: { code: 'bridge.app_busy' } })
  lab.td.session = null
  await expect(lab.syncs.carry(pair)).rejects.toMatchObject({ failure: { code: 'bridge.not_available' } })
  await expect(lab.syncs.carry({ ...pair, follower: 'osc' })).rejects.toMatchObject({
    failure: { code: 'sync.cannot' },
  })
})
