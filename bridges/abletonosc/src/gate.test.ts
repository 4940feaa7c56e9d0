import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

const never = new AbortController().signal

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
  const all = [
    gate.among(a.run, never),
    gate.among(b.run, never),
    gate.alone(alone.run, never),
    gate.among(c.run, never),
  ]
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
    }, never),
  ).rejects.toThrow('no')
  expect(await gate.alone(async () => 'next', never)).toBe('next')
})

test('who is aborted while waiting leaves, and those behind go on', async () => {
  const gate = createGate(2)
  const log: string[] = []
  const a = work(log, 'a')
  const b = work(log, 'b')
  const stop = new AbortController()
  const first = gate.among(a.run, never)
  const alone = gate.alone(async () => void log.push('alone'), stop.signal)
  const behind = gate.among(b.run, never)
  stop.abort(new Error('enough'))
  await expect(alone).rejects.toThrow('enough')
  a.end()
  b.end()
  await Promise.all([first, behind])
  expect(log).toEqual(['a in', 'b in', 'a out', 'b out'])
})
