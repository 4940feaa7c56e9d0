import { describe, expect, test } from 'vitest'
import { failureOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
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
})
