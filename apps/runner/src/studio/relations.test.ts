import { expect, onTestFinished, test, vi } from 'vitest'
import { tempStore } from '../services/testing/tempStore.ts'
import { openRelations, type Seen } from './relations.ts'

const file = (name: string): Seen => ({
  from: 'live',
  to: 'blender',
  kind: 'artifact',
  name,
  sha256: 'ab'.repeat(32),
  runId: 'run_1',
})

/** A clock that counts how often it is looked at. */
function counter() {
  let time = 0
  return () => {
    time += 1
    return time
  }
}

test('the same thing again is one relation that was seen more often, newest first', () => {
  const relations = openRelations(tempStore(), counter())
  const heard = vi.fn()
  relations.onChange(heard)
  relations.see(file('Kick.wav'))
  relations.see(file('Snare.wav'))
  relations.see({ ...file('Kick.wav'), runId: 'run_2' })
  expect(relations.list()).toEqual([
    { ...file('Kick.wav'), runId: 'run_2', at: 3, times: 2 },
    { ...file('Snare.wav'), at: 2, times: 1 },
  ])
  expect(heard).toHaveBeenCalledTimes(3)
})

test('they are there after a restart, the newest two hundred of them', () => {
  const db = tempStore()
  const relations = openRelations(db, counter())
  for (let n = 0; n < 250; n++) relations.see(file(`${n}.wav`))
  relations.close()
  const names = openRelations(db, counter())
    .list()
    .map(({ name }) => name)
  expect([names.length, names[0], names.at(-1)]).toEqual([200, '249.wav', '50.wav'])
})

test('what cannot be read is named', () => {
  const db = tempStore()
  db.run("INSERT INTO meta (key, value) VALUES ('studio.relations', '[{}]')")
  const relations = openRelations(db, counter())
  expect(() => relations.list()).toThrow('studio.relations')
  relations.see(file('Kick.wav'))
  relations.close()
  expect(db.get("SELECT value FROM meta WHERE key = 'studio.relations'")).toEqual({ value: '[{}]' })
})

test('a store that takes nothing now, and an end, stop nothing', () => {
  const db = tempStore()
  let full = true
  const relations = openRelations(
    {
      ...db,
      run(...statement) {
        if (full) throw new Error('database or disk is full')
        return db.run(...statement)
      },
    },
    counter(),
  )
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  relations.see(file('Kick.wav'))
  vi.runAllTimers()
  full = false
  relations.see(file('Snare.wav'))
  vi.runAllTimers()
  relations.close()
  relations.see(file('Too late.wav'))
  vi.runAllTimers()
  const names = openRelations(db, counter())
    .list()
    .map(({ name }) => name)
  expect(names).toEqual(['Snare.wav', 'Kick.wav'])
})
