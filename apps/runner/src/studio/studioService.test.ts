import type { StudioContext } from '@segue/api'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Studio } from './context.ts'
import type { Seen } from './relations.ts'
import { createStudioService } from './studioService.ts'

const context = (name: string): StudioContext => ({
  project: { name, clock: null, notes: {} },
  time: null,
  apps: [],
  relations: [],
  syncs: [],
})

let name: string
let looked: number
let changed: Set<() => void>
let seen: Seen[]
const studio: Studio = {
  context() {
    looked += 1
    return context(name)
  },
  now: () => ({ name, notes: {}, time: null, documents: {} }),
  onChange(listener) {
    changed.add(listener)
    return () => changed.delete(listener)
  },
  close() {},
}
const carry = vi.fn(async () => ({ markers: 3 }))
const service = createStudioService({
  studio,
  project: {
    get: () => ({ name, clock: null, notes: {}, syncs: [] }),
    change(change) {
      name = change.name ?? name
      return { name, clock: null, notes: {}, syncs: [] }
    },
  },
  relations: { see: (one) => void seen.push(one) },
  syncs: {
    states: () => [],
    set: async () => {},
    remove: async () => {},
    carry,
    onChange: () => () => {},
    close() {},
  },
  connectSteps: (app) => [{ say: app, copy: null }],
})
beforeEach(() => {
  name = 'A'
  looked = 0
  changed = new Set()
  seen = []
})
const turnTo = (next: string) => {
  name = next
  for (const listener of changed) listener()
}

test('a flood of changes is told as the newest, and what is the same again not at all', async () => {
  const stop = new AbortController()
  const told: string[] = []
  const over = (async () => {
    for await (const { project } of service.changes(stop.signal)) told.push(project.name)
  })()
  await vi.waitFor(() => expect(told).toEqual(['A']))
  for (let n = 0; n < 1000; n++) turnTo(`flood ${n}`)
  await vi.waitFor(() => expect(told).toEqual(['A', 'flood 999']))
  expect(looked).toBe(2)
  turnTo('flood 999')
  await vi.waitFor(() => expect(looked).toBe(3))
  turnTo('B')
  await vi.waitFor(() => expect(told).toEqual(['A', 'flood 999', 'B']))
  stop.abort()
  await over
  expect(changed.size).toBe(0)
})

test('an order answers with the studio as it is then', async () => {
  expect((await service.setProject({ name: 'Nachtzug' })).project.name).toBe('Nachtzug')
  expect(await service.connectSteps('obs')).toEqual([{ say: 'obs', copy: null }])
})

test('carried markers join the two applications', async () => {
  expect(await service.carryMarkers({ leader: 'live', follower: 'td', offsetSec: 1 })).toEqual({ markers: 3 })
  expect(seen).toMatchObject([{ from: 'live', to: 'td', kind: 'sync', name: 'Markers' }])
  carry.mockRejectedValueOnce(new Error('gone'))
  await expect(service.carryMarkers({ leader: 'live', follower: 'td', offsetSec: 1 })).rejects.toThrow('gone')
  expect(seen).toHaveLength(1)
})
