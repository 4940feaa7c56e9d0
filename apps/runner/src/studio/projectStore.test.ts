import { expect, test } from 'vitest'
import { tempStore } from '../services/testing/tempStore.ts'
import { openProject } from './projectStore.ts'

const sync = {
  leader: 'live',
  follower: 'td',
  on: true,
  transport: true,
  tempo: true,
  markers: false,
  offsetSec: 0,
} as const
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })

test('keeps what is given and leaves the rest, over a restart', () => {
  const db = tempStore()
  const project = openProject(db)
  expect(project.get()).toEqual({ name: '', clock: null, notes: {}, syncs: [] })
  project.change({ name: 'Nachtzug', syncs: [sync] })
  project.change({ notes: { Client: 'Nord' } })
  expect(openProject(db).get()).toEqual({
    name: 'Nachtzug',
    clock: null,
    notes: { Client: 'Nord' },
    syncs: [sync],
  })
})

test.each(['{ not json', '{"name":7}', 'null'])('“%s” in the store is named and never replaced', (damage) => {
  const db = tempStore()
  db.run("INSERT INTO meta (key, value) VALUES ('studio.project', ?)", damage)
  const project = openProject(db)
  expect(() => project.get()).toThrow(failing('studio.damaged'))
  expect(() => project.change({ name: 'New' })).toThrow(failing('studio.damaged'))
  expect(db.get("SELECT value FROM meta WHERE key = 'studio.project'")).toEqual({ value: damage })
})

test('takes nothing that a project is not', () => {
  const project = openProject(tempStore())
  expect(() => project.change({ name: 'x'.repeat(201) })).toThrow()
  expect(project.get().name).toBe('')
})
