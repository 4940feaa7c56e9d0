import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FoundBlender } from './findBlender.ts'
import type { Line } from './line.ts'
import { createPool, type Pool, type Wanted } from './pool.ts'

const [old, young] = ['3.4.1', '4.2.9'].map((version) => ({ path: `/opt/${version}`, version })) as [
  FoundBlender,
  FoundBlender,
]

/** A process that is connected as soon as it was started, and what became of it. */
interface FakeLine extends Line {
  start(): void
  ended: string[]
  startedWith: (string | undefined)[]
}

let lines: FakeLine[]
const makeLine = (_: number, program: () => FoundBlender | null): Line => {
  let isOn = false
  const line = {
    ended: [] as string[],
    startedWith: [] as (string | undefined)[],
    get peer() {
      return isOn ? {} : null
    },
    state: () => ({ state: 'idle', detail: '' }),
    start() {
      isOn = true
      line.startedWith.push(program()?.version)
    },
    warm: () => line.start(),
    async disconnect(why: string) {
      isOn = false
      line.ended.push(why)
    },
  } as unknown as FakeLine // a pool asks no more of a line
  lines.push(line)
  return line
}

const poolOf = (size: number): Pool =>
  createPool({ size, makeLine, program: old, idleMs: 1000, logger: { debug() {} } })
const never = new AbortController().signal
const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  signal: never,
  program: old,
  content: null,
  by: 'step',
  ...more,
})
const place = ({ line }: { line: Line }) => lines.indexOf(line as FakeLine)

beforeEach(() => {
  lines = []
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

test('as many work at once as there are processes; the next one waits, in order', async () => {
  const pool = poolOf(2)
  const [first, second] = await Promise.all([pool.take(wanted()), pool.take(wanted())])
  expect(first.line).not.toBe(second.line)
  const order: string[] = []
  const later = ['third', 'fourth'].map(async (name) => {
    const lease = await pool.take(wanted())
    order.push(name)
    return lease
  })
  expect(pool.awaited).toBe(true)
  second.release()
  second.release()
  expect(place((await later[0]) as never)).toBe(place(second))
  expect(order).toEqual(['third'])
  first.release()
  await later[1]
  expect(pool.awaited).toBe(false)
})

test('who stops waiting holds nobody up', async () => {
  const pool = poolOf(1)
  const first = await pool.take(wanted())
  const impatient = new AbortController()
  const given = pool.take(wanted({ signal: impatient.signal }))
  const last = pool.take(wanted())
  impatient.abort(new Error('enough'))
  await expect(given).rejects.toThrow('enough')
  first.release()
  expect(place(await last)).toBe(0)
  await expect(pool.take(wanted({ signal: impatient.signal }))).rejects.toThrow('enough')
})

test('a scene comes to the process that has it open already, warm ones before cold ones', async () => {
  const pool = poolOf(3)
  const use = async (content: string) => {
    const lease = await pool.take(wanted({ content }))
    ;(lease.line as FakeLine).start()
    return lease
  }
  const [forest, desert] = [await use('forest'), await use('desert')]
  forest.release()
  desert.release()
  expect(place(await pool.take(wanted({ content: 'forest' })))).toBe(place(forest))
  expect(place(await pool.take(wanted({ content: 'ocean' })))).toBe(place(desert))
})

test('calls by hand all get the first process; steps leave it to the last', async () => {
  const pool = poolOf(2)
  const step = await pool.take(wanted())
  expect(place(step)).toBe(1)
  const person = await pool.take(wanted({ by: 'person', program: null }))
  expect(place(person)).toBe(0)
  const again = pool.take(wanted({ by: 'person', program: null }))
  step.release()
  expect(pool.awaited).toBe(true)
  person.release()
  expect(place(await again)).toBe(0)
})

test('another version ends a process and starts in its place', async () => {
  const pool = poolOf(1)
  const first = await pool.take(wanted())
  lines[0]?.start()
  first.release()
  const second = await pool.take(wanted({ program: young }))
  expect(second.program).toEqual(young)
  expect(lines[0]?.ended).toEqual(['Another version is wanted.'])
  lines[0]?.start()
  expect(lines[0]?.startedWith).toEqual(['3.4.1', '4.2.9'])
})

test('a spare one runs the same version, and is not given while somebody waits', async () => {
  const pool = poolOf(3)
  const mine = await pool.take(wanted({ program: young }))
  const spare = pool.spare(mine)
  expect(spare?.program).toEqual(young)
  const other = await pool.take(wanted())
  expect(pool.spare(mine)).toBeNull()
  const waiting = pool.take(wanted())
  expect(pool.spare(mine)).toBeNull()
  spare?.release()
  await waiting
  other.release()
  expect(pool.spare(mine)).not.toBeNull()
})

test('one that nobody wants ends after a while, and not before', async () => {
  const pool = poolOf(1)
  const lease = await pool.take(wanted())
  lines[0]?.start()
  await vi.advanceTimersByTimeAsync(5000)
  lease.release()
  await vi.advanceTimersByTimeAsync(999)
  const again = await pool.take(wanted())
  await vi.advanceTimersByTimeAsync(5000)
  expect(lines[0]?.ended).toEqual([])
  again.release()
  await vi.advanceTimersByTimeAsync(1000)
  expect(lines[0]?.ended).toEqual(['Nobody has wanted it for a while.'])
})

test('warming starts one ahead, once', () => {
  const pool = poolOf(2)
  pool.warm(old)
  pool.warm(old)
  expect(lines.map(({ startedWith }) => startedWith)).toEqual([[], ['3.4.1']])
})
