import { expect, test } from 'vitest'
import { backOffMs, trackConnection } from './connection.ts'

test('waits double up to half a minute and are jittered by at most half', () => {
  expect([0, 1, 2, 10].map((attempt) => backOffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 30_000])
  expect(backOffMs(2, () => 0)).toBe(1000)
})

test('listeners hear changes only, until they stop', () => {
  const connection = trackConnection()
  const heard: string[] = []
  const stop = connection.subscribe((state) => heard.push(state))
  connection.set('online')
  connection.set('online')
  connection.set('offline')
  stop()
  connection.set('online')
  expect(heard).toEqual(['online', 'offline'])
})
