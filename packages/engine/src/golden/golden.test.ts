import { ControlKind } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../compile/hash.ts'
import { readCompiled } from '../compile/readCompiled.ts'
import { partsOf } from '../step/actor.ts'
import { goldenRuns, goldenVersions, hashLength } from './golden.ts'
import { goldenSteps } from './goldenSteps.ts'

/** Collecting is merging, for a machine. */
const recordedKinds = ControlKind.options.filter((kind) => kind !== 'collect')

const newest = goldenVersions().at(-1)
const all = goldenRuns().map((run, i) => [run.version, i, run] as const)

describe('runs that an earlier version has stored', () => {
  test.each(all)(
    'R11 recording %i, run %i goes on as it would have gone on then',
    (_, __, { compiled, events }) => {
      const rows = goldenSteps(readCompiled(compiled), events)
      for (const [i, { actor, event, row: before }] of events.entries()) {
        const row = rows.next().value
        expect(hashOf(row).slice(0, hashLength), `event ${i}, ${event.type} of ${actor}`).toBe(before)
      }
      const root = partsOf(events[0]?.actor ?? '').run
      const told = new Set(events.map(({ actor }) => actor).filter((actor) => partsOf(actor).run === root))
      expect(told.size).toBe(compiled.plan.nodes.length + 1)
    },
  )

  test('keep their hash and machines, and say of every node what plans say now', () => {
    for (const [version, , { compiled }] of all) {
      const read = readCompiled(JSON.parse(JSON.stringify(compiled)))
      expect([read.hash, read.machines]).toEqual([compiled.hash, compiled.machines])
      if (version === newest) expect(read).toEqual(compiled)
      if (version === 1)
        for (const node of read.plan.nodes)
          expect(node).toMatchObject({
            control: null,
            routes: {},
            child: null,
            policy: { retry: { retryIf: [] } },
          })
    }
  })

  test('are of every kind of node there is', () => {
    const nodes = all.flatMap(([, , { compiled }]) => readCompiled(compiled).plan.nodes)
    expect(new Set(nodes.map(({ control }) => control))).toEqual(new Set([null, ...recordedKinds]))
  })
})
