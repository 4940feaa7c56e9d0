import { expect, test } from 'vitest'
import { chain, graph, once } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

const step = (runId: string) => ({ runId, nodeId: 'a' })

/** A host with these runs waiting, each with its priority. */
function waiting(runs: Record<string, number>) {
  const lab = openHostLab()
  lab.room = 0
  for (const [runId, priority] of Object.entries(runs)) lab.start(runId, chain, { priority })
  return { lab, order: () => lab.host.waiting('local').map(({ runId }) => runId) }
}

test('higher priorities go first, equal ones in the order in which they came', () => {
  const { lab, order } = waiting({ run_a: 0, run_b: 5, run_c: 0, run_d: 5 })
  expect(order()).toEqual(['run_b', 'run_d', 'run_a', 'run_c'])
  lab.host.prioritise('run_c', 9)
  expect(order()).toEqual(['run_c', 'run_b', 'run_d', 'run_a'])
  expect(lab.host.runs.head('run_c').priority).toBe(9)
})

test('a person puts a job before another one, or last, and it stays there over a restart', () => {
  const { lab, order } = waiting({ run_a: 0, run_b: 5, run_c: 0 })
  lab.host.move(step('run_c'), step('run_b'))
  expect(order()).toEqual(['run_c', 'run_b', 'run_a'])
  lab.host.move(step('run_b'), null)
  expect(order()).toEqual(['run_c', 'run_a', 'run_b'])
  lab.reopen(true)
  expect(order()).toEqual(['run_c', 'run_a', 'run_b'])
})

test('there is always room between two jobs', () => {
  const { lab, order } = waiting({ run_a: 0, run_b: 0, run_c: 0 })
  for (let i = 0; i < 60; i++) {
    lab.host.move(step('run_c'), step('run_b'))
    lab.host.move(step('run_b'), step('run_c'))
  }
  expect(order()).toEqual(['run_a', 'run_b', 'run_c'])
})

test('what does not wait cannot be moved', () => {
  const { lab } = waiting({ run_a: 0, run_b: 0 })
  const unknown = expect.objectContaining({ failure: expect.objectContaining({ code: 'queue.unknown_job' }) })
  expect(() => lab.host.move(step('run_x'), null)).toThrow(unknown)
  expect(() => lab.host.move(step('run_b'), step('run_x'))).toThrow(unknown)
  lab.room = 1
  lab.host.wake()
  lab.idle()
  expect(() => lab.host.move(step('run_a'), null)).toThrow(unknown)
})

test('each lane has its own line', () => {
  const lab = openHostLab()
  lab.room = 0
  lab.start('run_a', chain)
  lab.start('run_b', once)
  expect(lab.running()).toEqual(['run_b/a:1'])
  expect(lab.host.waiting('local').map(({ runId }) => runId)).toEqual(['run_a'])
  expect(lab.host.waiting(undefined, 1)).toHaveLength(1)
})

test('nothing of a paused run starts, and the queue says that it is held; what runs goes on', () => {
  const lab = openHostLab()
  lab.room = 1
  lab.start('run_a', graph({ a: {}, b: {} }))
  void lab.host.send('run_a', { type: 'PAUSE' })
  lab.idle()
  lab.finish('run_a/a:1')
  expect(lab.running()).toEqual([])
  expect(lab.host.waiting()).toEqual([])
  expect(lab.host.queue()).toMatchObject([{ job: { nodeId: 'b' }, running: false, held: true }])
  void lab.host.send('run_a', { type: 'RESUME' })
  lab.idle()
  expect(lab.running()).toEqual(['run_a/b:1'])
})
