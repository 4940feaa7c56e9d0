import { expect, test } from 'vitest'
import { openPairing } from './pairing.ts'

function lab() {
  let now = 1_000_000
  const pairing = openPairing(() => now)
  const wait = (ms: number) => {
    now += ms
  }
  return { ...pairing, wait }
}

test('a code is good once', () => {
  const { newCode, take } = lab()
  const { code } = newCode()
  expect([take('other'), take(code), take(code)]).toEqual(['wrong', 'right', 'wrong'])
})

test('a code ends after five minutes', () => {
  const { newCode, take, wait } = lab()
  const { code } = newCode()
  wait(5 * 60_000)
  expect(take(code)).toBe('wrong')
})

test('a new code takes the place of the one before', () => {
  const { newCode, take } = lab()
  const [first, second] = [newCode(), newCode()]
  expect([take(first.code), take(second.code)]).toEqual(['wrong', 'right'])
})

test('ten tries a minute are looked at, and the next minute there are ten again', () => {
  const { newCode, take, wait } = lab()
  const { code } = newCode()
  const tries = Array.from({ length: 11 }, (_, i) => take(`guess ${i}`))
  expect(tries).toEqual([...Array(10).fill('wrong'), 'late'])
  expect(take(code)).toBe('late')
  wait(60_000)
  expect(take(code)).toBe('right')
})
