import { compile } from '@segue/engine'
import { recipeOf } from '@segue/engine/testing/recipe'
import { testTypes } from '@segue/engine/testing/types'
import { FailureError } from '@segue/protocol'
import { expect, test } from 'vitest'
import { failureOf, graph } from '../host/graphs.ts'
import { openLaneLab } from './laneLab.ts'

const wide = graph({ a: {}, b: { params: { gain: 2 } }, c: { params: { gain: 3 } } })
const once = graph({ a: { type: 'test.once' }, b: { type: 'test.once' } })
const chain = graph({ a: {}, b: { from: { in0: 'a' }, params: { gain: 2 } } })
const locked = (locks: string[]) => graph({ a: { type: 'test.once', policy: { locks } } })
const named = (lab: ReturnType<typeof openLaneLab>) => [...lab.going.keys()]
const failing = (kind: Parameters<typeof failureOf>[0], code?: string) =>
  new FailureError({ ...failureOf(kind), ...(code ? { code } : {}) })

test('a lane has as many jobs at once as it takes, and the next one when there is room', async () => {
  const lab = openLaneLab({ local: 2 })
  await lab.start('run_a', wide)
  expect(named(lab)).toEqual(['run_a/a:1', 'run_a/b:1'])
  await lab.finish('run_a/b:1')
  expect(named(lab)).toEqual(['run_a/a:1', 'run_a/c:1'])
})

test('what a node gets: its inputs, its params and the clock', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  await lab.finish('run_a/a:1', 5)
  expect(lab.going.get('run_a/b:1')?.attempt).toMatchObject({
    ...{ inputs: { in0: 5 }, params: { gain: 2 }, given: {}, now: 1_000_000 },
  })
})

test('who holds a lock keeps the others waiting, whatever else they need; who needs none goes on', async () => {
  const lab = openLaneLab({ live: 4 })
  await lab.start('run_a', locked(['studio']))
  await lab.start('run_b', locked(['lights', 'studio']))
  await lab.start('run_c', locked(['lights']))
  expect(named(lab)).toEqual(['run_a/a:1', 'run_c/a:1'])
  await lab.finish('run_a/a:1')
  expect(named(lab)).toEqual(['run_c/a:1'])
  await lab.finish('run_c/a:1')
  expect(named(lab)).toEqual(['run_b/a:1'])
})

test('the same work for two runs at a time is done once', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  await lab.start('run_b', chain)
  expect(named(lab)).toEqual(['run_a/a:1'])
  await lab.finish('run_a/a:1', 7)
  await lab.finish('run_a/b:1', 8)
  expect(lab.got).toEqual(['run_a/a:1', 'run_a/b:1'])
  const { head, steps } = lab.host.runs.view('run_b')
  expect(head.status).toBe('succeeded')
  expect(steps.map(({ settledBy, outputs }) => [settledBy, outputs.out])).toEqual([
    ['cached', 7],
    ['cached', 8],
  ])
})

test('what is to be made anew waits for nobody that makes the same', async () => {
  const lab = openLaneLab()
  const anew = compile(recipeOf({ a: {} }), testTypes, { fresh: 'all' })
  await lab.start('run_a', anew)
  await lab.start('run_b', anew)
  expect(named(lab)).toEqual(['run_a/a:1', 'run_b/a:1'])
})

test('what is known needs no lane, even when none is free', async () => {
  const lab = openLaneLab({ local: 1 })
  await lab.start('run_a', chain)
  await lab.finish('run_a/a:1')
  await lab.finish('run_a/b:1')
  await lab.start('run_busy', graph({ z: { params: { gain: 9 } } }))
  await lab.start('run_b', chain)
  expect(lab.host.runs.head('run_b').status).toBe('succeeded')
  expect(named(lab)).toEqual(['run_busy/z:1'])
})

test('what may not be kept runs every time', async () => {
  const lab = openLaneLab({ live: 1 })
  for (const run of ['run_a', 'run_b']) {
    await lab.start(run, locked([]))
    await lab.finish(`${run}/a:1`)
  }
  expect(lab.got).toEqual(['run_a/a:1', 'run_b/a:1'])
})

test('a step that cannot go on now waits in its place, uses no attempt and leaves its lane to others', async () => {
  const lab = openLaneLab({ live: 1 })
  await lab.start('run_a', once)
  await lab.fail('run_a/a:1', failing('environment', 'bridge.not_available'))
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({ status: 'blocked', attempt: 1 })
  expect(named(lab)).toEqual(['run_a/b:1'])
  await lab.finish('run_a/b:1')
  expect(named(lab)).toEqual([])
  lab.host.unblock('live')
  await lab.settle()
  await lab.finish('run_a/a:1')
  expect(lab.host.runs.head('run_a').status).toBe('succeeded')
})

test('it tries again by itself, less often each time', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', locked([]))
  for (const seconds of [5, 10, 20]) {
    await lab.fail('run_a/a:1', failing('environment'))
    await lab.wait(seconds * 800 - 1)
    expect(named(lab)).toEqual([])
    await lab.wait(seconds * 200 + 1)
    expect(named(lab)).toEqual(['run_a/a:1'])
  }
})

test('R07 a full disk is told, whoever noticed it', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  await lab.fail('run_a/a:1', Object.assign(new Error('write'), { code: 'ENOSPC' }))
  expect(lab.host.runs.step('run_a', 'a').status).toBe('blocked')
  expect(lab.diskFull).toEqual(['local'])
})

test('other failures are those of the attempt', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  await lab.fail('run_a/a:1', failing('transient'))
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({
    status: 'retrying',
    failure: { code: 'test.transient', nodeId: 'a' },
  })
  await lab.wait(60_000)
  await lab.fail('run_a/a:2', new Error('a defect'))
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({ status: 'failed', failure: { kind: 'bug' } })
})

test('R27 cancelling stops what goes on; what it still gives counts for nothing and is not kept', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  const job = lab.going.get('run_a/a:1')
  void lab.host.send('run_a', { type: 'CANCEL' })
  await lab.settle()
  expect(job?.signal.aborted).toBe(true)
  let over = false
  const ended = lab.dispatcher.ended('run_a').then(() => {
    over = true
  })
  await lab.settle()
  expect(over).toBe(false)
  await lab.finish('run_a/a:1', 5)
  await ended
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({ status: 'cancelled', outputs: {} })
  await lab.start('run_b', chain)
  expect(named(lab)).toEqual(['run_b/a:1'])
})

test('closing puts back what may be repeated, as the same attempt, and starts nothing any more', async () => {
  const lab = openLaneLab()
  await lab.start('run_a', chain)
  await lab.start('run_b', once)
  const signals = [...lab.going.values()].map(({ signal }) => signal)
  const closed = lab.dispatcher.close()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  for (const { end, signal } of lab.going.values()) end.reject(signal.reason)
  await closed
  await lab.settle()
  const rows = lab.host.queue().map(({ job, running }) => [job.runId, job.nodeId, job.attempt, running])
  expect(rows).toEqual([
    ['run_b', 'a', 1, true],
    ['run_b', 'b', 1, true],
    ['run_a', 'a', 1, false],
  ])
  lab.host.wake()
  await lab.settle()
  expect(lab.got).toHaveLength(3)
})

test('a step that must not run twice asks when its surroundings end it in the middle, and waits before that', async () => {
  const lab = openLaneLab({ live: 2 })
  await lab.start('run_a', once)
  void lab.traces.get('run_a/a:1')?.around(() => new Promise(() => {}))
  for (const name of ['run_a/a:1', 'run_a/b:1']) await lab.fail(name, failing('environment', 'store.full'))
  const statusOf = (nodeId: string) => lab.host.runs.step('run_a', nodeId).status
  expect([statusOf('a'), statusOf('b')]).toEqual(['unknown', 'blocked'])
  await lab.wait(6000)
  expect(lab.got).toEqual(['run_a/a:1', 'run_a/b:1', 'run_a/b:1'])
})

test('what is computed inside a commit never gets to its lane, and is known to later runs', async () => {
  const lab = openLaneLab({ local: 1 })
  lab.compute = ({ nodeId }) => (nodeId === 'b' ? { done: { outputs: { out: 2 } }, notes: [] } : null)
  await lab.start('run_a', chain)
  await lab.finish('run_a/a:1')
  expect(lab.host.runs.head('run_a').status).toBe('succeeded')
  expect(lab.got).toEqual(['run_a/a:1'])
  await lab.start('run_b', chain)
  expect(lab.host.runs.step('run_b', 'b')).toMatchObject({ status: 'succeeded', settledBy: 'cached' })
})

test('within one commit a lane is not given more than it takes, nor what two may not hold', async () => {
  const lab = openLaneLab({ local: 2 })
  const computes = new Set(['a', 'b'])
  lab.compute = ({ nodeId }) => (computes.has(nodeId) ? { done: { outputs: { out: 2 } }, notes: [] } : null)
  const four = { a: {}, b: { from: { in0: 'a' } }, c: { params: { gain: 1 } }, d: { from: { in0: 'b' } } }
  await lab.start('run_a', graph({ ...four, e: { params: { gain: 2 } } }))
  expect(lab.got).toHaveLength(2)
  await lab.finish(lab.got[0] ?? '')
  expect(lab.got).toHaveLength(3)
})
