import { expect, test } from 'vitest'
import { branch } from './branch.ts'
import { passes } from './test.ts'
import { steer } from './testControl.ts'

const cases = [
  { key: 'fast', test: 'above' as const, value: 140 },
  { key: 'club', test: 'atLeast' as const, value: 120 },
]

test.each([
  [141, 'fast'],
  ['141', 'fast'],
  [140, 'club'],
  [120, 'club'],
  [119.9, 'else'],
  ['slow', 'else'],
  [null, 'else'],
])('%j goes on at the first branch that fits', async (value, way) => {
  const { outputs } = await steer(branch, { params: { cases }, inputs: { value, data: 'song' } })
  expect(outputs).toEqual({ [way]: 'song' })
})

test('without anything to pass on, the value itself goes on when it is of the kind that is carried', async () => {
  const params = { carries: 'number' as const, cases }
  expect((await steer(branch, { params, inputs: { value: 128 } })).outputs).toEqual({ club: 128 })
  const text = steer(branch, { params, inputs: { value: 'fast' } })
  await expect(text).rejects.toMatchObject({ failure: { code: 'branch.no_data', port: 'data' } })
})

test.each([
  ['is', 3, '3', true],
  ['is', 'Drop', 'Drop', true],
  ['is', 'Drop', 'drop', false],
  ['is', true, 'true', true],
  ['is', [3], 3, false],
  ['isNot', 3, 4, true],
  ['above', 3, 3, false],
  ['atLeast', 3, 3, true],
  ['below', '2', 3, true],
  ['atMost', 4, 3, false],
  ['above', 'three', 2, false],
  ['below', '', 2, false],
  ['contains', 'a drop', 'drop', true],
  ['contains', ['1', 2], 1, true],
  ['contains', { bpm: 120 }, 'bpm', true],
  ['contains', { bpm: 120 }, 'toString', false],
  ['startsWith', 'drums.wav', 'drum', true],
  ['startsWith', 'a drum', 'drum', false],
  ['empty', '', '', true],
  ['empty', [], '', true],
  ['empty', {}, '', true],
  ['empty', null, '', true],
  ['empty', 0, '', false],
  ['empty', false, '', false],
] as const)('%s: %j, %j is %s', (name, value, wanted, fits) => {
  expect(passes({ test: name, value: wanted }, value as never)).toBe(fits) // frozen lists are lists
})
