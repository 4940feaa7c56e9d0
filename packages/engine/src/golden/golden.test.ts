import { describe, expect, test } from 'vitest'
import { hashOf } from '../compile/hash.ts'
import { readCompiled } from '../compile/readCompiled.ts'
import { createStep } from '../step/step.ts'
import type { Row } from '../types.ts'
import { goldenRuns } from './golden.ts'

describe('runs that the version before has stored', () => {
  test.each(goldenRuns().map((run, i) => [i, run] as const))(
    'run %i goes on as it would have gone on then',
    (_, { compiled, events }) => {
      const step = createStep(readCompiled(compiled))
      const rows = new Map<string, Row>()
      for (const [i, { actor, event, now, row: before }] of events.entries()) {
        const { row } = step(rows.get(actor) ?? null, event, { actor, now })
        rows.set(actor, row)
        expect(hashOf(row).slice(0, 16), `event ${i}, ${event.type} of ${actor}`).toBe(before)
      }
      expect(rows.size).toBe(compiled.plan.nodes.length + 1)
    },
  )

  test('keep their hash and machines, and say of every node what plans say now', () => {
    for (const { compiled } of goldenRuns()) {
      const read = readCompiled(JSON.parse(JSON.stringify(compiled)))
      expect([read.hash, read.machines]).toEqual([compiled.hash, compiled.machines])
      for (const node of read.plan.nodes)
        expect(node).toMatchObject({
          control: null,
          routes: {},
          child: null,
          policy: { retry: { retryIf: [] } },
        })
    }
  })
})
