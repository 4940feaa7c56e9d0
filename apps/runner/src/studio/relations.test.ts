import { expect, test, vi } from 'vitest'
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
  expect(() => openRelations(db, counter()).list()).toThrow('studio.relations')
})
