import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnyStateMachine, type EventObject, initialTransition, transition } from 'xstate'
import { nodeEvents, runEvents } from '../testing/events.ts'
import { allMachines } from '../testing/machines.ts'
import { machineConfigs } from './configs.ts'
import { advance, begin, type Snapshot, snapshotOf } from './transition.ts'

const machines = allMachines()
const machineNamed = (id: string): AnyStateMachine => {
  const found = machines.get(id)
  if (!found) throw new Error(`no machine ${id}`)
  return found
}
const nodeMachines = [...Object.keys(machineConfigs).filter((id) => id !== 'run'), 'node']

const nodeInputs = fc.record(
  {
    kind: fc.constantFrom('action', 'action', 'frozen', 'kept', 'bypassed', 'muted', 'idle'),
    repeatable: fc.boolean(),
    tries: fc.integer({ min: 1, max: 3 }),
    pending: fc.integer({ min: 1, max: 3 }),
    realtime: fc.boolean(),
    retryIf: fc.subarray(['test.failed', 'bridge.*']),
    arrived: fc.integer({ min: 0, max: 1 }),
    watched: fc.constantFrom('u', null),
  },
  { requiredKeys: ['kind', 'repeatable', 'tries', 'pending'] },
)

/** Follows XState's own `transition` and holds every snapshot and action of `advance` to it. */
function expectSame(machine: AnyStateMachine, input: object, events: readonly EventObject[]): void {
  let [theirs] = initialTransition(machine, input)
  let ours: Snapshot = begin(machine, input)
  expect({ value: ours.value, context: ours.context }).toEqual({
    value: theirs.value,
    context: theirs.context,
  })
  for (const event of events) {
    const [next, wanted] = transition(machine, theirs, event)
    const step = advance(machine, ours, event)
    theirs = next
    ours = step.snapshot
    expect(ours).toEqual({ value: next.value, context: next.context, status: next.status })
    expect(step.actions).toEqual(wanted.map(({ type, info }) => ({ type, context: info.context })))
    if (next.status === 'done') return
  }
}

describe('a transition gives the same snapshot and actions as XState’s own', () => {
  test.each(nodeMachines)('in the machine %s', (id) => {
    fc.assert(
      fc.property(nodeInputs, fc.array(nodeEvents, { minLength: 5, maxLength: 40 }), (input, events) =>
        expectSame(machineNamed(id), input, events),
      ),
      { numRuns: 200, seed: 1 },
    )
  })

  test('in the machine run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.array(runEvents, { maxLength: 30 }),
        (unsettled, events) => expectSame(machineNamed('run'), { unsettled }, events),
      ),
      { numRuns: 300, seed: 2 },
    )
  })
})

test('a snapshot restored from its row goes on like the one that stayed in memory', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...nodeMachines),
      nodeInputs,
      fc.array(nodeEvents, { maxLength: 30 }),
      (id, input, events) => {
        const machine = machineNamed(id)
        let live = begin(machine, input)
        for (const event of events) {
          const { value, context } = JSON.parse(JSON.stringify(live))
          const next = advance(machine, live, event)
          expect(advance(machine, snapshotOf(machine, value, context), event)).toEqual(next)
          live = next.snapshot
          if (live.status === 'done') return
        }
      },
    ),
    { numRuns: 300, seed: 3 },
  )
})

test.each(Object.entries(machineConfigs))(
  'the config of %s is plain JSON that names only what exists',
  (id, config) => {
    const text = JSON.stringify(config)
    expect(JSON.parse(text)).toEqual(config)
    const { actions, guards } = machineNamed(id).implementations
    const named = (key: string): string[] =>
      Array.from(
        text.matchAll(new RegExp(`"${key}":(\\[[^\\]]*\\]|"[^"]*"|\\{"type":"[^"]*")`, 'g')),
        ([, hit]) => JSON.parse(hit?.startsWith('{') ? `${hit}}` : (hit ?? '""')),
      ).flatMap((hit) => (typeof hit === 'object' && 'type' in hit ? [hit.type] : hit))
    for (const name of ['actions', 'entry', 'exit'].flatMap(named)) expect(actions).toHaveProperty([name])
    for (const name of named('guard')) expect(guards).toHaveProperty([name])
  },
)
