import type { OscHeard } from '@segue/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createThinner } from './thinner.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const heard = (address: string, at: number): OscHeard => ({
  address,
  types: ',i',
  values: [at],
  from: 'x',
  at,
})

test('few messages pass at once', () => {
  const told: number[] = []
  const thinner = createThinner(10, ({ at }) => told.push(at))
  for (let n = 0; n < 10; n++) thinner.push(heard('/a', n))
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  thinner.close()
})

test('R26 where a fader came to rest is told, however many came before', () => {
  const told: [string, number][] = []
  const thinner = createThinner(2, ({ address, at }) => told.push([address, at]))
  for (let n = 0; n < 1000; n++) thinner.push(heard(n % 2 === 0 ? '/a' : '/b', n))
  expect(told).toEqual([
    ['/a', 0],
    ['/b', 1],
  ])
  vi.advanceTimersByTime(1000)
  expect(told.slice(2)).toEqual([
    ['/a', 998],
    ['/b', 999],
  ])
  thinner.close()
})

test('R26 of too many addresses the longest held are dropped', () => {
  const told: string[] = []
  const thinner = createThinner(2, ({ address }) => told.push(address))
  for (const address of ['/1', '/2', '/3', '/4', '/5']) thinner.push(heard(address, 0))
  vi.advanceTimersByTime(1000)
  expect(told).toEqual(['/1', '/2', '/4', '/5'])
  thinner.close()
})

test('nothing is told after the end', () => {
  const told: string[] = []
  const thinner = createThinner(1, ({ address }) => told.push(address))
  for (const address of ['/1', '/2']) thinner.push(heard(address, 0))
  thinner.close()
  vi.advanceTimersByTime(5000)
  expect(told).toEqual(['/1'])
})
