import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
  initialTransition,
  transition,
} from 'xstate'
import { compile } from '../compile/compile.ts'
import { nodeEvents, runEvents } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import { loadMachine } from './load.ts'
import { advance, begin } from './scope.ts'

const compiled = compile(recipeOf({ a: {} }), testTypes)
const machines = Object.keys(compiled.machines).map((hash) => loadMachine(hash, compiled))
const machineNamed = (id: string): AnyStateMachine => {
  const found = machines.find((machine) => machine.id === id)
  if (!found) throw new Error(`no machine ${id}`)
  return found
}

const pictureOf = (snapshot: AnyMachineSnapshot, actions: readonly { type: string; context: unknown }[]) => ({
  status: snapshot.status,
  value: snapshot.value,
  context: snapshot.context,
  actions: actions.map(({ type, context }) => ({ type, context })),
})

interface Executed {
  type: string
  info: { context: unknown }
}
const executed = (actions: readonly Executed[]) =>
  actions.map(({ type, info }) => ({ type, context: info.context }))

function expectSame(machine: AnyStateMachine, input: object, events: readonly EventObject[]): void {
  let [theirs, theirActions] = initialTransition(machine, input)
  let ours = begin(machine, input)
  for (const event of [null, ...events]) {
    if (event) {
      ;[theirs, theirActions] = transition(machine, theirs, event)
      ours = advance(machine, ours.snapshot, event)
    }
    expect(pictureOf(ours.snapshot, ours.actions)).toEqual(pictureOf(theirs, executed(theirActions)))
  }
}

describe('the reused scope gives the same snapshots and actions as the transitions of XState', () => {
  test('for nodes of every kind', () => {
    const input = fc.record({
      kind: fc.constantFrom('action', 'frozen', 'bypassed', 'muted'),
      repeatable: fc.boolean(),
      tries: fc.integer({ min: 1, max: 3 }),
      pending: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(input, fc.array(nodeEvents, { maxLength: 30 }), (given, events) =>
        expectSame(machineNamed('node'), given, events),
      ),
      { numRuns: 300 },
    )
  })

  test('for runs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.array(runEvents, { maxLength: 30 }),
        (unsettled, events) => expectSame(machineNamed('run'), { unsettled }, events),
      ),
      { numRuns: 300 },
    )
  })
})

test('a snapshot restored from its row goes on like the one that stayed in memory', () => {
  const machine = machineNamed('node')
  fc.assert(
    fc.property(fc.array(nodeEvents, { maxLength: 30 }), (events) => {
      let live = begin(machine, { kind: 'action', repeatable: true, tries: 3, pending: 1 }).snapshot
      for (const event of events) {
        if (live.status === 'done') return
        const stored = JSON.parse(JSON.stringify({ value: live.value, context: live.context }))
        const restored = advance(machine, machine.resolveState(stored), event)
        const next = advance(machine, live, event)
        expect(pictureOf(restored.snapshot, restored.actions)).toEqual(pictureOf(next.snapshot, next.actions))
        live = next.snapshot
      }
    }),
  )
})
