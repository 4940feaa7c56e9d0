import type { Compiled } from '@segue/engine'
import { expect, test } from 'vitest'
import { chain, mapped } from './graphs.ts'
import { openHostLab } from './hostLab.ts'
import type { JobResult } from './hostTypes.ts'

/** Recipes whose machines are gone: the reducer has no answer to any event. */
const broken: Compiled = { ...chain, hash: 'broken', machines: {} }
const brokenInside: Compiled = {
  ...mapped,
  hash: 'broken inside',
  plan: { ...mapped.plan, nodes: mapped.plan.nodes.map((node) => ({ ...node, child: broken })) },
}
const one: JobResult = {
  end: 'done',
  cached: false,
  done: {
    outputs: {},
    items: [{ name: 'one', inputs: { x: 1 } }],
    children: { concurrency: 1, onFailure: 'stop' },
  },
}

test('a run that the engine cannot go on with is set aside with the reason; the others go on', () => {
  const lab = openHostLab()
  lab.start('run_broken', broken)
  lab.start('run_fine', chain)
  lab.finishAll()
  expect(lab.host.runs.head('run_broken')).toMatchObject({
    status: 'parked',
    failures: [{ code: expect.any(String) }],
  })
  expect(lab.status('run_fine')).toBe('succeeded')
  const told = lab.heard.filter(({ runId }) => runId === 'run_broken').at(-1)?.change
  expect(told).toMatchObject({ type: 'head', head: { status: 'parked' } })
})

test('its letters wait on disk, over a restart, until a person says so', () => {
  const lab = openHostLab()
  lab.start('run_broken', broken)
  const letters = () => lab.db.all('SELECT actor FROM inbox').map(({ actor }) => actor)
  expect(letters()).toEqual(['run_broken'])
  lab.reopen()
  expect([lab.status('run_broken'), letters()]).toEqual(['parked', ['run_broken']])

  lab.db.run("UPDATE runs SET compiled = ? WHERE id = 'run_broken'", chain.hash)
  lab.db.run('INSERT INTO compiled VALUES (?, ?)', chain.hash, JSON.stringify(chain))
  lab.reopen()
  void lab.host.send('run_broken', { type: 'RESUME' })
  lab.idle()
  expect([lab.running(), letters()]).toEqual([['run_broken/a:1'], []])
  expect(lab.host.runs.head('run_broken')).toMatchObject({ status: 'running', failures: [] })
})

test('taken up while the defect is still there, it is set aside again', () => {
  const lab = openHostLab()
  lab.start('run_broken', broken)
  void lab.host.send('run_broken', { type: 'RESUME' })
  lab.idle()
  expect(lab.status('run_broken')).toBe('parked')
})

test('it can be cancelled although the reducer cannot', () => {
  const lab = openHostLab()
  lab.start('run_broken', broken)
  void lab.host.send('run_broken', { type: 'CANCEL' })
  lab.idle()
  expect(lab.host.runs.head('run_broken')).toMatchObject({
    status: 'cancelled',
    endedAt: lab.time.clock.now(),
  })
  expect(lab.db.all('SELECT * FROM inbox')).toEqual([])
  void lab.host.send('run_broken', { type: 'RESUME' })
  lab.idle()
  expect(lab.status('run_broken')).toBe('cancelled')
})

test('a child run that is set aside shows at the run that holds it, and ends with it', () => {
  const lab = openHostLab()
  lab.start('run_m', brokenInside)
  lab.finish('run_m/each:1', one)
  expect([lab.status('run_m/each/0'), lab.status('run_m')]).toEqual(['parked', 'parked'])
  void lab.host.send('run_m', { type: 'CANCEL' })
  lab.idle()
  expect([lab.status('run_m/each/0'), lab.status('run_m')]).toEqual(['cancelled', 'cancelled'])
})

test('nothing of a run that is set aside is offered', () => {
  const lab = openHostLab()
  lab.room = 0
  lab.start('run_a', chain)
  lab.db.run("UPDATE runs SET parked = 1, status = 'parked' WHERE id = 'run_a'")
  lab.reopen()
  expect(lab.host.waiting()).toEqual([])
  expect(lab.host.queue()).toMatchObject([{ held: true }])
  void lab.host.send('run_a', { type: 'RESUME' })
  lab.idle()
  expect(lab.host.waiting()).toHaveLength(1)
})
