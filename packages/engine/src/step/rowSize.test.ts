import { describe, expect, test } from 'vitest'
import { asksOf, failureOf } from '../testing/events.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { talkTo } from '../testing/talk.ts'

describe('rows stay small', () => {
  const bytes = (row: unknown) => Buffer.byteLength(JSON.stringify(row))

  test('with 5,000 nodes behind one and 5,000 in front of another', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`m${i}`, { from: { in0: 'a' } }]))
    const talk = talkTo(recipeOf({ a: {}, ...many }))
    talk.start()
    expect(talk.succeed('a').filter(({ t }) => t === 'job')).toHaveLength(5000)
    for (let i = 0; i < 5000; i++) talk.succeed(`m${i}`)
    expect(talk.status()).toBe('succeeded')
    for (const id of ['run_t', 'run_t/a', 'run_t/m7']) expect(bytes(talk.rows.get(id))).toBeLessThan(1000)
  })

  test('with the longest of failures and reasons, in any script', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`n${i}`, { policy: { onFailure: 'continue' as const } }]),
    )
    const talk = talkTo(recipeOf(nodes))
    talk.start()
    const failure = {
      ...failureOf('permanent'),
      message: '\u0000'.repeat(4000),
      hint: '光'.repeat(2000),
      context: { log: 'x'.repeat(1e6) },
    }
    for (let i = 0; i < 50; i++) {
      talk.node(`n${i}`, { type: 'JOB.BLOCKED', attempt: 1, reason: '光'.repeat(100_000) })
      talk.node(`n${i}`, { type: 'JOB.FAILED', attempt: 1, failure })
    }
    expect(talk.status()).toBe('failed')
    expect(Math.max(...[...talk.rows.values()].map(bytes))).toBeLessThanOrEqual(16 * 1024)
  })

  test('with a map over ten thousand items, and one that fails with the longest of failures', () => {
    const body = bodyOf({ inner: { policy: { retry: { attempts: 1 } } } })
    const talk = talkTo(recipeOf({ m: { type: 'flow.map', params: { each: 'x' }, body } }))
    talk.start()
    talk.succeed('m', 1, { children: { count: 10_000, concurrency: 10_000, onFailure: 'finish' } })
    const failure = { ...failureOf('permanent'), message: '光'.repeat(4000), hint: '光'.repeat(2000) }
    for (let item = 0; item < 10_000; item++)
      if (item % 100 === 0) talk.node(`m/${item}/inner`, { type: 'JOB.FAILED', attempt: 1, failure })
      else talk.succeed(`m/${item}/inner`)
    expect(talk.view('m')).toMatchObject({ status: 'failed', items: { total: 10_000, live: 0, failed: 100 } })
    expect(bytes(talk.rows.get('run_t/m'))).toBeLessThan(8 * 1024)
  })

  test('with the longest question, answer and event that are let in', () => {
    const talk = talkTo(recipeOf({ w: { type: 'flow.approve' }, e: { type: 'flow.wait' } }))
    talk.start()
    const question = '光'.repeat(600)
    talk.succeed('w', 1, { outputs: 'shown', asks: { ...asksOf.answer, question } })
    talk.node('w', { type: 'ANSWER', outputs: 'shown', answer: 'x'.repeat(8 * 1024) })
    talk.succeed('e', 1, { asks: { ...asksOf.event, topic: '光'.repeat(200) } })
    talk.node('e', { type: 'SIGNAL', topic: '光'.repeat(200), at: 1, data: 'x'.repeat(8 * 1024) })
    expect([talk.view('w')?.attempt, talk.view('e')?.attempt]).toEqual([2, 2])
    expect(Math.max(...[...talk.rows.values()].map(bytes))).toBeLessThanOrEqual(16 * 1024)
  })
})
