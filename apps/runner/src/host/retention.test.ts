import { expect, test } from 'vitest'
import { chain, graph, mapped } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

const day = 86_400_000
const forever = { days: 10_000, steps: 1_000_000 }

function ended(runs: readonly string[]) {
  const lab = openHostLab()
  for (const run of runs) {
    lab.start(run, chain)
    lab.finishAll()
    lab.wait(day)
  }
  const left = () => lab.db.all('SELECT id FROM runs ORDER BY created_at').map(({ id }) => id)
  return { lab, left }
}

test('runs that ended too long ago go, oldest first, with all that hangs on them', () => {
  const { lab, left } = ended(['run_a', 'run_b', 'run_c'])
  expect(lab.host.trim({ ...forever, days: 1.5 })).toEqual(['run_a', 'run_b'])
  expect(left()).toEqual(['run_c'])
  for (const table of ['steps', 'outputs', 'journal'])
    expect(lab.db.all(`SELECT DISTINCT run_id FROM ${table}`)).toEqual([{ run_id: 'run_c' }])
  expect(lab.db.all("SELECT actor FROM rows WHERE actor NOT LIKE 'run_c%'")).toEqual([])
  expect(() => lab.host.runs.head('run_a')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'run.unknown' }) }),
  )
})

test('when there are too many steps, as many runs go as it takes', () => {
  const { lab, left } = ended(['run_a', 'run_b', 'run_c', 'run_d'])
  lab.host.trim({ ...forever, steps: 4 })
  expect(left()).toEqual(['run_c', 'run_d'])
})

test('a kept run stays whatever its age; let go, it goes', () => {
  const { lab, left } = ended(['run_a', 'run_b'])
  lab.host.keep('run_a', true)
  lab.host.trim({ days: 0, steps: 0 })
  expect(left()).toEqual(['run_a'])
  lab.host.keep('run_a', false)
  lab.host.trim({ days: 0, steps: 0 })
  expect(left()).toEqual([])
})

test('what is not over never goes', () => {
  const { lab, left } = ended([])
  lab.start('run_a', chain)
  lab.wait(100 * day)
  expect(lab.host.trim({ days: 0, steps: 0 })).toEqual([])
  expect(left()).toEqual(['run_a'])
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')
})

test('child runs go with the run that holds them, and count for it', () => {
  const { lab, left } = ended([])
  const items = Array.from({ length: 5 }, (_, i) => ({ name: `${i}`, inputs: { x: i } }))
  lab.start('run_m', mapped)
  const children = { concurrency: 5, onFailure: 'stop' } as const
  lab.finish('run_m/each:1', { end: 'done', cached: false, done: { outputs: {}, items, children } })
  lab.finishAll()
  lab.wait(day)
  lab.start('run_a', chain)
  lab.finishAll()
  expect(lab.host.trim({ ...forever, steps: 3 })).toEqual(['run_m'])
  expect(left()).toEqual(['run_a'])
  expect(lab.db.all('SELECT * FROM items')).toEqual([])
})

test('a run whose name begins like another one is another one', () => {
  const { lab, left } = ended(['run_a', 'run_ab'])
  lab.host.keep('run_ab', true)
  lab.host.trim({ days: 0, steps: 0 })
  expect(left()).toEqual(['run_ab'])
  expect(lab.host.runs.view('run_ab').steps).toHaveLength(2)
})

test('compiled recipes are kept once per hash, and as long as a run uses them', () => {
  const { lab } = ended(['run_a', 'run_b'])
  const other = graph({ z: {} })
  lab.start('run_c', other)
  const hashes = () => lab.db.all('SELECT hash FROM compiled').map(({ hash }) => hash)
  expect(hashes().sort()).toEqual([chain.hash, other.hash].sort())
  lab.host.trim({ days: 0, steps: 0 })
  expect(hashes()).toEqual([other.hash])
  lab.start('run_d', chain)
  lab.reopen()
  expect(lab.host.runs.compiled('run_d')).toEqual(JSON.parse(JSON.stringify(chain)))
})
