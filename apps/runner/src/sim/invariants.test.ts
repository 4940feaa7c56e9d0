import { prngOf } from '@segue/engine/sim/prng'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../store/database.ts'
import { createDisk, type Disk } from './disk.ts'
import { accepted } from './invariants/accepted.ts'
import { triggers } from './invariants/all.ts'
import { effects } from './invariants/effects.ts'
import { surroundings } from './invariants/surroundings.ts'
import { createLife } from './life.ts'
import { enterNature, type Nature } from './nature.ts'
import type { SimWorld } from './simWorld.ts'

let disk: Disk
let db: Database
let nature: Nature
beforeEach(() => {
  nature = enterNature(prngOf(1))
  disk = createDisk(triggers, () => 0)
  db = disk.open(createLife())
})
afterEach(() => nature.leave())

const addRun = (id: string, status: string) =>
  db.run(
    `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures,
       created_at) VALUES (?, 'r', 'R', 'c', 's', '{}', '{}', '/', ?, '[]', 0)`,
    id,
    status,
  )
const begin = (runId: string) =>
  db.run(
    `INSERT INTO jobs (run_id, node_id, attempt, lane, locks, running) VALUES (?, 'a', 1, 'local', '[]', 1)`,
    runId,
  )
const broken = () => disk.store.all('SELECT what FROM broken').map(({ what }) => String(what))
/** Of a world only what one invariant looks at. */
const worldOf = (part: Partial<SimWorld>) => ({ disk, ...part }) as SimWorld

test('I1 sees a run that began twice, one that was removed while it went on, and one that is lost', () => {
  addRun('run_1', 'running')
  for (let i = 0; i < 2; i++)
    db.run(
      `INSERT INTO journal (run_id, actor, at, kind, data) VALUES ('run_1', 'run_1', 0, 'event', '{"type":"START"}')`,
    )
  db.run("DELETE FROM runs WHERE id = 'run_1'")
  expect(broken()).toEqual(['I1: run_1 began twice', 'I1: run_1 was removed while it was running, kept 0'])
  const runs = [{ state: 'accepted', start: { runId: 'run_2' } }] as unknown as SimWorld['runs']
  expect(() => accepted.look?.(worldOf({ runs }))).toThrow('run_2 was accepted and is gone')
})

test('I3 sees an end that changes, and lets people keep a run', () => {
  addRun('run_1', 'failed')
  db.run('UPDATE runs SET kept = 1, priority = 3')
  expect(broken()).toEqual([])
  db.run("UPDATE runs SET status = 'succeeded'")
  expect(broken()).toEqual(['I3: run_1 was failed and is now succeeded'])
})

test('I4 sees an effect too many, and a lane that begins what is not on disk', () => {
  const effect = { key: 'run_1/a', attempt: 1, once: true, fate: 'ok' } as const
  const looked = { effects: 0, begun: 0, lanes: 0, free: new Map() }
  const parts = { looked, begun: [], allowed: new Map() }
  expect(() => effects.look?.(worldOf({ ...parts, effects: [effect, { ...effect, attempt: 2 }] }))).toThrow(
    'run_1/a happened 2 times and may do so once',
  )
  const begun = [{ key: 'run_1/a', attempt: 1 }]
  expect(() => effects.look?.(worldOf({ ...parts, effects: [], begun }))).toThrow('not noted on disk')
})

test('I5 sees a step that begins in a cancelled run, or inside one', () => {
  addRun('run_1', 'cancelling')
  begin('run_1')
  begin('run_1/each/0')
  begin('run_12')
  expect(broken()).toHaveLength(2)
})

test('I8 sees an owner that does not count up', () => {
  disk.open(createLife())
  expect(broken()).toEqual([])
  disk.store.run("UPDATE meta SET value = '1' WHERE key = 'epoch'")
  expect(broken()).toEqual(['I8: the owner of the store went from 2 to 1'])
})

test('I11 sees a key that got into every object', () => {
  surroundings.look?.(worldOf({}))
  Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true })
  try {
    expect(() => surroundings.look?.(worldOf({}))).toThrow('Object.prototype has')
  } finally {
    Reflect.deleteProperty(Object.prototype, 'polluted')
  }
})

test('a dead process changes nothing, and dies at the point that it was told', () => {
  const life = createLife()
  const own = disk.open(life)
  const count = () => disk.store.get('SELECT count(*) AS n FROM runs')?.n
  const add = (id: string) =>
    own.tx(() => {
      own.run(
        `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status,
           failures, created_at) VALUES (?, 'r', 'R', 'c', 's', '{}', '{}', '/', 'queued', '[]', 0)`,
        id,
      )
      return id
    })
  life.dieAfter(2)
  expect([add('run_1'), life.dead, count()]).toEqual(['run_1', true, 1])
  expect([add('run_2'), count()]).toEqual(['run_2', 1])
})
