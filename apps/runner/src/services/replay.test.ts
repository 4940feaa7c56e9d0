import { expect, test } from 'vitest'
import { chain, failureOf } from '../host/graphs.ts'
import { openHostLab } from '../host/hostLab.ts'
import { replay } from './replay.ts'

/** A run with a failure, a retry, a crash and a pause in it. */
function lived() {
  const lab = openHostLab()
  lab.start('run_a', chain)
  lab.finish('run_a/a:1', { failure: failureOf('transient') })
  lab.wait(60_000)
  lab.reopen()
  void lab.host.send('run_a', { type: 'PAUSE' })
  lab.idle()
  void lab.host.send('run_a', { type: 'RESUME' })
  lab.idle()
  lab.finishAll()
  expect(lab.status('run_a')).toBe('succeeded')
  return lab
}

test('the journal of a run leads to the rows that are stored', () => {
  const lab = lived()
  const before = lab.db.all('SELECT * FROM rows ORDER BY actor')
  const events = Number(lab.db.get("SELECT count(*) AS n FROM journal WHERE kind = 'event'")?.n)
  expect(replay(lab.db, lab.host.runs, 'run_a')).toEqual({ runId: 'run_a', events, differs: null })
  expect(lab.db.all('SELECT * FROM rows ORDER BY actor')).toEqual(before)
})

test('a line that says something else than what was handled is found', () => {
  const lab = lived()
  const line = lab.db.get("SELECT seq FROM journal WHERE actor = 'run_a/a' AND data LIKE '%JOB.FAILED%'")
  lab.db.run(
    'UPDATE journal SET data = ? WHERE seq = ?',
    JSON.stringify({ type: 'JOB.SUCCEEDED', attempt: 1, outputs: 'other', cached: false }),
    Number(line?.seq),
  )
  expect(replay(lab.db, lab.host.runs, 'run_a').differs).toMatchObject({
    seq: line?.seq,
    actor: 'run_a/a',
    event: 'JOB.SUCCEEDED',
  })
})

test('a row that is not what the journal leads to is found', () => {
  const lab = lived()
  lab.db.run("UPDATE rows SET state = 'failed' WHERE actor = 'run_a/b'")
  expect(replay(lab.db, lab.host.runs, 'run_a').differs).toMatchObject({
    actor: 'run_a/b',
    event: 'the row in the store',
  })
  lab.db.run("DELETE FROM rows WHERE actor = 'run_a/b'")
  expect(replay(lab.db, lab.host.runs, 'run_a').differs).toMatchObject({
    actor: 'run_a/b',
    expected: 'no row',
  })
})

test('an event that has no answer any more is found, and a run that nobody knows is refused', () => {
  const lab = lived()
  lab.db.run(
    `UPDATE journal SET data = '{"type":"NO.SUCH"}' WHERE seq = (SELECT max(seq) FROM journal WHERE actor = 'run_a/a')`,
  )
  expect(replay(lab.db, lab.host.runs, 'run_a').differs?.actor).toBe('run_a/a')
  expect(() => replay(lab.db, lab.host.runs, 'run_x')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'run.unknown' }) }),
  )
})
