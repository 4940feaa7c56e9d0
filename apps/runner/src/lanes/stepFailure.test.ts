import { fail } from '@segue/protocol'
import { expect, test } from 'vitest'
import { sqliteError } from '../host/hostLab.ts'
import { createBackoff } from './backoff.ts'
import { stepFailure } from './stepFailure.ts'

const coded = (code: string) => Object.assign(new Error('write'), { code })
const said = (message: string, kind: 'transient' | 'input' = 'transient') =>
  fail({ code: 'bridge.failed', message, hint: '-', kind })

test.each([
  ['Node, no space', coded('ENOSPC')],
  ['Node, a quota', coded('EDQUOT')],
  ['Node, a file that may not grow', coded('EFBIG')],
  ['Python in an application', said('OSError: [Errno 28] No space left on device: render.png')],
  ['SQLite', Object.assign(sqliteError(13), { message: 'database or disk is full' })],
])('a disk that takes no more is one and the same wherever it shows: %s', (_, error) => {
  expect(stepFailure(error)).toMatchObject({ code: 'disk.full', kind: 'environment' })
})

test('other failures stay as they are, and so does what a person wrote', () => {
  expect(stepFailure(said('It broke.')).code).toBe('bridge.failed')
  expect(stepFailure(said('The text says: disk is full', 'input')).code).toBe('bridge.failed')
  expect(stepFailure(coded('ENOENT')).kind).toBe('bug')
})

test('the waits of a blocked job double up to five minutes, each job for itself, some less by chance', () => {
  const job = { runId: 'run_a', nodeId: 'a', attempt: 1 }
  const backoff = createBackoff(() => 0)
  const waits = Array.from({ length: 8 }, () => backoff.next(job) / 1000)
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300])
  expect(backoff.next({ ...job, nodeId: 'b' })).toBe(5000)
  backoff.forget(job)
  expect(backoff.next(job)).toBe(5000)
  expect(createBackoff(() => 1).next(job)).toBe(4000)
})
