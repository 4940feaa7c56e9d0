import { expect, test } from 'vitest'
import { chain, once, wide } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

const crash = (lab: ReturnType<typeof openHostLab>, times: number) => {
  for (let i = 0; i < times; i++) lab.reopen()
}

/** A run of three steps, one at a time: another one runs at each crash. */
function oneAtATime() {
  const lab = openHostLab()
  lab.room = 1
  lab.start('run_a', wide)
  return lab
}

test('R05 a run that takes the runner down three times in a row is set aside and says so', () => {
  const lab = oneAtATime()
  crash(lab, 2)
  expect([lab.status('run_a'), lab.running()]).toEqual(['running', ['run_a/c:1']])
  crash(lab, 1)
  const { head, log } = lab.host.runs.view('run_a')
  expect(head).toMatchObject({ status: 'parked', failures: [{ code: 'run.crashed_runner' }] })
  expect(log.map(({ level }) => level)).toContain('error')
  expect(lab.running()).toEqual([])
  crash(lab, 1)
  expect([lab.status('run_a'), lab.running()]).toEqual(['parked', []])
})

test('one step that does it is unknown besides', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  crash(lab, 3)
  expect(lab.host.runs.head('run_a')).toMatchObject({
    status: 'parked',
    failures: [{ code: 'run.crashed_runner' }],
  })
  expect(lab.host.runs.step('run_a', 'a')).toMatchObject({
    status: 'unknown',
    reason: expect.stringMatching(/died 3 times/),
  })
})

test('a person takes it up again, and it has its three chances anew', () => {
  const lab = oneAtATime()
  crash(lab, 3)
  void lab.host.send('run_a', { type: 'RESUME' })
  lab.idle()
  expect([lab.status('run_a'), lab.running().length]).toEqual(['running', 1])
  crash(lab, 2)
  expect(lab.status('run_a')).toBe('running')
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')
})

test('coming further in between counts: a mark, or a step that has ended', () => {
  const lab = oneAtATime()
  crash(lab, 2)
  lab.host.mark('run_a', 'a', 'frame:1', 1)
  crash(lab, 1)
  expect(lab.status('run_a')).toBe('running')
  lab.finish(lab.running()[0] ?? '')
  crash(lab, 2)
  expect(lab.status('run_a')).toBe('running')
})

test('closing is no crash', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  for (let i = 0; i < 5; i++) lab.reopen(true)
  expect([lab.status('run_a'), lab.running()]).toEqual(['running', ['run_a/a:1']])
})

test('after two crashes those that were active go on one by one, until each has run for a second', () => {
  const lab = openHostLab()
  for (const run of ['run_a', 'run_b', 'run_c']) lab.start(run, chain)
  crash(lab, 1)
  expect(lab.running()).toHaveLength(3)
  crash(lab, 1)
  const runs = () => lab.running().map((name) => name.split('/')[0])
  expect(runs()).toEqual(['run_a'])
  lab.wait(999)
  expect(runs()).toEqual(['run_a'])
  lab.wait(1)
  expect(runs()).toEqual(['run_a', 'run_b'])
  lab.wait(1000)
  expect(runs()).toEqual(['run_a', 'run_b', 'run_c'])
})

test('R05 of several that might be to blame, only the one that was on trial is set aside', () => {
  const lab = openHostLab()
  for (const run of ['run_a', 'run_b', 'run_c']) lab.start(run, chain)
  crash(lab, 2)
  expect(lab.running()).toEqual(['run_a/a:3'])
  lab.finish('run_a/a:3')
  expect(lab.running().sort()).toEqual(['run_a/b:1', 'run_b/a:3'])
  crash(lab, 1)
  expect(['run_a', 'run_b', 'run_c'].map(lab.status)).toEqual(['running', 'parked', 'running'])
  lab.wait(1000)
  lab.finishAll()
  expect(['run_a', 'run_b', 'run_c'].map(lab.status)).toEqual(['succeeded', 'parked', 'succeeded'])
})

test('a run that waits for a person is not to blame', () => {
  const lab = openHostLab()
  lab.start('run_a', once)
  crash(lab, 5)
  expect([lab.status('run_a'), lab.stepStatus('run_a', 'a')]).toEqual(['waiting', 'unknown'])
})

test('a step that a person tries again takes its run up, too: one crash more does not set it aside', () => {
  const lab = openHostLab()
  lab.start('run_a', chain)
  crash(lab, 3)
  void lab.host.send('run_a/a', { type: 'RETRY' })
  lab.idle()
  expect(lab.running()).toEqual(['run_a/a:4'])
  crash(lab, 1)
  expect([lab.status('run_a'), lab.running()]).toEqual(['running', ['run_a/a:5']])
})
