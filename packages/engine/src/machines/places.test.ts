import { expect, test } from 'vitest'
import { createMachine } from 'xstate'
import { placesOf } from './places.ts'
import { advance, begin, snapshotOf } from './transition.ts'

test.each([
  ['regions', { states: { a: { type: 'parallel', states: { x: {}, y: {} } } } }],
  ['states within states', { states: { a: { initial: 'x', states: { x: {} } } } }],
  ['delays', { states: { a: { after: { 1000: 'b' } }, b: {} } }],
  ['children', { states: { a: { invoke: { src: 'child' } } } }],
] as const)('a machine with %s is refused', (_, states) => {
  const machine = createMachine({ id: 'm', initial: 'a', ...states } as object)
  expect(() => placesOf(machine)).toThrow('is more than a flat state')
})

test('a machine that goes in circles by itself is stopped', () => {
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
  })
  expect(() => advance(machine, begin(machine, {}), { type: 'GO' })).toThrow('does not come to rest')
})

test('a row in a state that its machine does not have is a failure, not a guess', () => {
  const machine = createMachine({ id: 'm', initial: 'a', states: { a: {} } })
  expect(() => snapshotOf(machine, 'elsewhere', {})).toThrow('The machine m has no state elsewhere.')
})
