import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Prng } from '@segue/engine/sim/prng'
import type { Clock } from '../host/clock.ts'
import { systemClock } from '../host/clock.ts'
import type { Life } from './life.ts'

/** Something that a process has put off. */
export interface Task {
  of: Life
  /** On the steady clock; null: as soon as may be. */
  at: number | null
  run(): void
}

/**
 * Time, ids and chance of a simulated machine. While it is in place, Node's own timers, clocks, `randomUUID` and
 * `Math.random` are the seed's, so that no code can come by others.
 */
export interface Nature {
  /** What the host is told the time by. */
  readonly clock: Clock
  /** Does something as a process, and all that it leads to without time passing or anything from outside. */
  during(life: Life, work: () => unknown): Promise<void>
  /** What may happen now: of each process the first thing it put off, and timers that are due. */
  tasks(): Task[]
  begin(task: Task): Promise<void>
  /** When the next timer is due, on the steady clock, or null. */
  next(): number | null
  readonly steady: number
  /** Time passes; `asleep`: the machine did not notice. */
  pass(ms: number, asleep?: boolean): void
  /** Somebody sets the clock of the machine on by so much, or back. */
  set(ms: number): void
  /** Forgets everything that a dead process has put off. */
  forget(life: Life): void
  /** How much a process has put off. */
  pending(life: Life): number
  /** Puts everything back. */
  leave(): void
}

/** Node's own, from before any world. */
const real = { setImmediate }
/** When simulated machines are switched on, epoch milliseconds. */
const dawn = 1_700_000_000_000

/** Takes the place of Node's own time, ids and chance until `leave`. One at a time. */
export function enterNature(random: Prng): Nature {
  let steady = 0
  let booted = 0
  let wall = dawn
  let ids = 0
  let timers: (Task & { at: number; every: number | null })[] = []
  let soon: Task[] = []
  let current: Life | null = null
  const owner = (): Life => {
    if (current === null) throw new Error('something was put off outside of every process')
    return current
  }
  const handle = (cancel: () => void) => {
    const made = { cancel, ref: () => made, unref: () => made, hasRef: () => true }
    return made
  }
  type Handle = ReturnType<typeof handle>
  const cancel = (made: Handle | undefined | null) => made?.cancel()
  const arm = (run: () => void, ms: number, every: boolean) => {
    const wait = Math.max(1, ms || 0)
    const timer = { of: owner(), at: steady + wait, every: every ? wait : null, run }
    timers.push(timer)
    return handle(() => {
      timers = timers.filter((other) => other !== timer)
    })
  }
  const fakes = {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      arm(() => run(...args), ms, false),
    setInterval: (run: () => void, ms = 0) => arm(run, ms, true),
    setImmediate(run: (...args: unknown[]) => void, ...args: unknown[]) {
      const task: Task = { of: owner(), at: null, run: () => run(...args) }
      soon.push(task)
      return handle(() => {
        soon = soon.filter((other) => other !== task)
      })
    },
    clearTimeout: cancel,
    clearInterval: cancel,
    clearImmediate: cancel,
  }
  const before = {
    globals: Object.fromEntries(Object.keys(fakes).map((name) => [name, Reflect.get(globalThis, name)])),
    now: Date.now,
    random: Math.random,
    randomUUID: crypto.randomUUID,
  }
  Object.assign(globalThis, fakes)
  Object.assign(Date, { now: () => wall })
  Object.assign(Math, { random: random.next })
  Object.assign(performance, { now: () => steady })
  const randomUUID = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  Object.assign(crypto, { randomUUID })
  syncBuiltinESMExports()

  const during = async (life: Life, work: () => unknown) => {
    current = life
    try {
      work()
      // Everything that was promised and is fulfilled has been told by the next turn of the real loop.
      await new Promise((resolve) => real.setImmediate(resolve))
    } finally {
      current = null
    }
  }
  return {
    clock: { ...systemClock, now: () => wall, steady: () => steady, sinceBoot: () => booted },
    during,
    tasks() {
      const first = new Map<Life, Task>()
      for (const task of soon) if (!first.has(task.of)) first.set(task.of, task)
      return [...first.values(), ...timers.filter(({ at }) => at <= steady)]
    },
    async begin(task) {
      const timer = timers.find((one) => one === task)
      if (timer?.every) timer.at = steady + timer.every
      else if (timer) timers = timers.filter((one) => one !== timer)
      else soon = soon.filter((one) => one !== task)
      await during(task.of, task.run)
    },
    next: () => (timers.length > 0 ? Math.min(...timers.map(({ at }) => at)) : null),
    get steady() {
      return steady
    },
    pass(ms, asleep = false) {
      wall += ms
      booted += ms
      if (!asleep) steady += ms
    },
    set(ms) {
      wall += ms
    },
    forget(life) {
      timers = timers.filter(({ of }) => of !== life)
      soon = soon.filter(({ of }) => of !== life)
    },
    pending: (life) => [...timers, ...soon].filter(({ of }) => of === life).length,
    leave() {
      Object.assign(globalThis, before.globals)
      Object.assign(Date, { now: before.now })
      Object.assign(Math, { random: before.random })
      Reflect.deleteProperty(performance, 'now')
      Object.assign(crypto, { randomUUID: before.randomUUID })
      syncBuiltinESMExports()
    },
  }
}
