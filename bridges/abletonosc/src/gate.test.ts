import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

/** Work that lasts until it is let go. */
function work(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = async () => {
    log.push(`${name} in`)
    await promise
    log.push(`${name} out`)
  }
  return { run, end: resolve }
}

test('lets so many in side by side, and one alone when all are out', async () => {
  const gate = createGate(2)
  const log: string[] = []
  const a = work(log, 'a')
  const b = work(log, 'b')
  const alone = work(log, 'alone')
  const c = work(log, 'c')
  const all = [gate.among(a.run), gate.among(b.run), gate.alone(alone.run), gate.among(c.run)]
  await expect.poll(() => log).toEqual(['a in', 'b in'])
  a.end()
  b.end()
  await expect.poll(() => log.slice(2)).toEqual(['a out', 'b out', 'alone in'])
  alone.end()
  c.end()
  await Promise.all(all)
  expect(log.slice(5)).toEqual(['alone out', 'c in', 'c out'])
})

test('a place is free again when work fails', async () => {
  const gate = createGate(1)
  await expect(
    gate.among(async () => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await gate.alone(async () => 'next')).toBe('next')
})
