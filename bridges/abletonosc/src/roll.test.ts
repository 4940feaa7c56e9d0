import { expect, test } from 'vitest'
import { createRoll } from './roll.ts'

const open = (...names: string[]) => {
  let last = 0
  const roll = createRoll(() => ++last)
  roll.see(names)
  return roll
}
const ids = (roll: ReturnType<typeof open>) => roll.names.map((_, index) => roll.idAt(index))

test('says whether anything is another', () => {
  const roll = open('a', 'b')
  expect([roll.see(['a', 'b']), roll.see(['a', 'c']), roll.see(['a', 'c'])]).toEqual([false, true, false])
})

test('what stands before and after a change keeps its number', () => {
  const roll = open('a', 'b', 'c')
  roll.see(['a', 'x', 'b', 'c'])
  expect(ids(roll)).toEqual([1, 4, 2, 3])
  roll.see(['a', 'x', 'c'])
  expect(ids(roll)).toEqual([1, 4, 3])
  expect(roll.indexOf(2)).toBe(-1)
})

test('what was renamed or swapped by hand gets a new number', () => {
  const roll = open('a', 'b', 'c', 'd')
  roll.see(['a', 'x', 'c', 'd'])
  expect(ids(roll)).toEqual([1, 5, 3, 4])
  roll.see(['a', 'c', 'x', 'd'])
  expect(ids(roll)).toEqual([1, 6, 7, 4])
})

test.each([
  [
    ['a', 'k', 'k', 'b'],
    ['a', 'k', 'b'],
  ],
  [
    ['a', 'k', 'b'],
    ['a', 'k', 'k', 'b'],
  ],
  [['k', 'k'], ['k']],
  [
    ['', '', ''],
    ['', '', '', ''],
  ],
])('where %j became %j, none of those that are alike keeps its number', (before, after) => {
  const roll = open(...before)
  const known = before.flatMap((name, index) => (name === 'k' || name === '' ? [roll.idAt(index)] : []))
  roll.see(after)
  expect(known.map((id) => roll.indexOf(id))).toEqual(known.map(() => -1))
  for (const name of ['a', 'b'])
    if (before.includes(name)) expect(roll.indexOf(before.indexOf(name) + 1)).toBe(after.indexOf(name))
})

test('what is said to have been done keeps all numbers, whatever the names become', () => {
  const roll = open('1-MIDI', '2-MIDI', '3-Audio')
  roll.insert(1)
  roll.see(['1-MIDI', '2-MIDI', '3-MIDI', '4-Audio'])
  expect(ids(roll)).toEqual([1, 4, 2, 3])
  roll.remove(0, 2)
  roll.see(['1-MIDI', '2-Audio'])
  expect(ids(roll)).toEqual([2, 3])
  roll.rename(0, 'Bass')
  expect(roll.see(['Bass', '2-Audio'])).toBe(false)
  expect(ids(roll)).toEqual([2, 3])
})

test('when a person did something at the same moment, nothing is certain', () => {
  const roll = open('a', 'b')
  roll.insert(0)
  roll.see(['new', 'x', 'a', 'b'])
  expect([1, 2].map((id) => roll.indexOf(id))).toEqual([-1, -1])
})
