import { expect, test } from 'vitest'
import { chain, graph, moment, once } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

test('R01 a step that may be repeated runs again after a crash, as its next attempt', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.host.mark('run_a', 'a', 'frame:1', { done: true })
  lab.reopen()
  expect(lab.running()).toEqual(['run_a/a:2'])
  expect(lab.host.marks('run_a', 'a')).toEqual([['frame:1', { done: true }]])
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')
})

test('R01 a step that must not run twice is unknown after a crash, with a reason; the run waits for a person', () => {
  const lab = openHostLab()
  lab.start('run_a', once)
  lab.reopen()
  expect(lab.running()).toEqual([])
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({
    status: 'unknown',
    reason: expect.stringMatching(/died/),
  })
  expect(lab.status('run_a')).toBe('waiting')
  lab.reopen()
  expect(lab.stepStatus('run_a', 'a')).toBe('unknown')
  void lab.host.send('run_a/a', { type: 'RETRY' })
  lab.idle()
  expect(lab.running()).toEqual(['run_a/a:2'])
})

test('a step whose moment has passed is skipped as late, whether it ran or only waited', () => {
  const lab = openHostLab()
  lab.start('run_a', moment)
  lab.room = 0
  lab.start('run_b', moment)
  lab.reopen()
  for (const run of ['run_a', 'run_b'])
    expect(lab.host.runs.step(run, 'a')).toMatchObject({ status: 'skipped', reason: 'late' })
  lab.room = 9
  lab.host.wake()
  lab.idle()
  lab.finishAll()
  expect([lab.status('run_a'), lab.status('run_b')]).toEqual(['succeeded', 'succeeded'])
})

test('R03 what had ended stays as it was, and nothing of it runs again', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.finish('run_a/a:1', { out: 7 })
  const before = lab.host.runs.step('run_a', 'a')
  lab.reopen()
  expect(lab.host.runs.step('run_a', 'a')).toEqual(before)
  expect(lab.running()).toEqual(['run_a/b:2'])
})

test('R29 a timer that came due while nobody was there fires at the next start', () => {
  const lab = openHostLab()
  lab.start('run_a', graph({ a: { policy: { timeoutMs: 5000, retry: { attempts: 1 } } } }))
  lab.time.pass(60_000)
  lab.reopen()
  lab.wait(5000)
  expect(lab.host.runs.step('run_a', 'a').failure?.code).toBe('step.timeout')
})

test('a run that nothing could ever take further is set aside and says so', () => {
  const lab = openHostLab()
  lab.room = 0
  lab.start('run_a', chain)
  lab.db.run('DELETE FROM jobs')
  lab.reopen()
  expect(lab.host.runs.head('run_a')).toMatchObject({ status: 'parked', failures: [{ code: 'run.stuck' }] })
})

test('R03 a cancelled run stays cancelled', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  void lab.host.send('run_a', { type: 'CANCEL' })
  lab.idle()
  lab.reopen()
  lab.wait(100_000)
  expect([lab.status('run_a'), lab.running()]).toEqual(['cancelled', []])
})
