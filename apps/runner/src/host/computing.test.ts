import { expect, test } from 'vitest'
import type { Computed } from '../lanes/attempt.ts'
import { chain } from './graphs.ts'
import { openHostLab, sqliteError } from './hostLab.ts'

const computed = (out: number): Computed => ({
  done: { outputs: { out } },
  notes: [{ text: `It is ${out}.`, level: 'info' }],
})

test('a chain of steps that only compute is done in the commit that stored its run', () => {
  const lab = openHostLab()
  let times = 0
  lab.compute = () => computed(++times)
  const before = lab.commits()
  lab.start('run_a', chain)
  expect(lab.commits() - before).toBe(1)
  expect(lab.status('run_a')).toBe('succeeded')
  expect(lab.host.runs.step('run_a', 'b')).toMatchObject({
    status: 'succeeded',
    attempt: 1,
    outputs: { out: 2 },
  })
  expect(lab.turns.flatMap(({ begin }) => begin)).toEqual([])
  expect(lab.turns.flatMap((turn) => turn.computed.map(({ nodeId }) => nodeId))).toEqual(['a', 'b'])
  expect(lab.host.runs.view('run_a').log.map(({ nodeId, text }) => [nodeId, text])).toEqual([
    ['a', 'It is 1.'],
    ['b', 'It is 2.'],
  ])
})

test('what cannot be computed begins on its lane, and what it leads to is computed with its result', () => {
  const lab = openHostLab()
  lab.compute = ({ nodeId }) => (nodeId === 'b' ? computed(7) : null)
  lab.start('run_a', chain)
  expect(lab.running()).toEqual(['run_a/a:1'])
  const before = lab.commits()
  lab.finish('run_a/a:1')
  expect([lab.commits() - before, lab.status('run_a')]).toEqual([1, 'succeeded'])
})

test('R06 when the commit is not taken nothing of it has happened, and all of it is done again', () => {
  const lab = openHostLab()
  const asked: string[] = []
  lab.compute = ({ nodeId }) => {
    asked.push(nodeId)
    return nodeId === 'b' ? computed(7) : null
  }
  lab.start('run_a', chain)
  const [told, begun] = [lab.heard.length, lab.turns.length]
  lab.trouble = sqliteError(13)
  lab.finish('run_a/a:1', { out: 5 })
  expect([lab.heard.length, lab.turns.length, lab.stepStatus('run_a', 'b')]).toEqual([told, begun, 'waiting'])
  lab.trouble = null
  lab.wait(1000)
  expect(lab.status('run_a')).toBe('succeeded')
  expect(asked).toEqual(['a', 'b', 'b'])
  expect(lab.host.runs.view('run_a').log).toHaveLength(1)
})

test('a commit computes for a moment only; what is left begins on its lane like any other step', () => {
  const lab = openHostLab()
  lab.compute = () => {
    lab.time.pass(40)
    return computed(1)
  }
  void lab.ask('run_a', chain)
  void lab.ask('run_b', chain)
  void lab.ask('run_c', chain)
  lab.idle()
  expect(lab.running()).toEqual(['run_c/a:1', 'run_a/b:1', 'run_b/b:1'])
})

test('nothing is computed in a run that is paused', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  void lab.host.send('run_a', { type: 'PAUSE' })
  lab.finish('run_a/a:1')
  lab.compute = () => computed(1)
  lab.idle()
  expect(lab.stepStatus('run_a', 'b')).not.toBe('succeeded')
  void lab.host.send('run_a', { type: 'RESUME' })
  lab.idle()
  expect(lab.status('run_a')).toBe('succeeded')
})

test('steps of a run that a dead runner left are noted before they begin; those of newer runs are computed', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.compute = () => computed(1)
  lab.reopen()
  lab.start('run_b', chain)
  expect([lab.running(), lab.status('run_b')]).toEqual([['run_a/a:2'], 'succeeded'])
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')

  lab.compute = () => null
  lab.start('run_c', chain)
  lab.reopen(true)
  lab.compute = () => computed(1)
  lab.finish(lab.running()[0] ?? '')
  expect(lab.status('run_c')).toBe('succeeded')
})
