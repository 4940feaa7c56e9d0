import { failureOf } from '@segue/protocol'
import { crashPoint } from '../crashPoint.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import { type StoreTrouble, storeTrouble } from '../store/storeFailure.ts'
import { type Changes, createChanges } from './changes.ts'
import type { Clock } from './clock.ts'

/**
 * Something to store with the next commit. Without `refuse` it is kept until the store takes it; with it, it may fail,
 * and does so before it changes anything.
 */
export interface Order {
  run(changes: Changes): void
  done?(): void
  refuse?(error: unknown): void
}

/** Turns orders, letters and timers into commits: as many as there are, whole or not at all. */
export interface Pump {
  /** Stores an order with the next commit. */
  ask(order: Order): void
  /** Stores an order in a commit of its own, right now, with all that waits; false when the store does not take it. */
  now(order: Order): boolean
  /** Works soon. */
  wake(): void
  close(): void
}

export interface PumpOptions {
  db: Database
  log: Logger
  clock: Clock
  /** Whether there is nothing to work on. */
  idle(): boolean
  /** Inside the transaction, before the orders. */
  prepare(): void
  /** Inside the transaction: delivers letters, writes what changed. True when there is more to do. */
  work(changes: Changes): boolean
  /** After a commit. */
  after(changes: Changes): void
  /** Reads everything from disk again, after a commit that failed. */
  reload(): void
  /** When to work again without being asked, in epoch milliseconds; null = never. */
  nextAt(): number | null
  /** The store is damaged or somebody else's; nothing will be written any more. */
  lost(trouble: StoreTrouble): void
}

/** Orders per commit. What they lead to is then done in the same one, and never touches the inbox. */
const atOnce = 250
/** How long the host waits for a full or busy disk before it tries again. Nothing is lost meanwhile. */
const retryMs = 1000

/** Opens a pump. It works only when asked to. */
export function createPump(options: PumpOptions): Pump {
  const { db, log, clock, idle, prepare, work, after, reload, nextAt, lost } = options
  let orders: Order[] = []
  let planned = false
  let working = false
  let closed = false
  let trouble: StoreTrouble | null = null
  let callOff = () => {}

  const refusal = () => trouble?.error(db.file)

  /** Runs orders alone, so that one that cannot be does not stop the others. */
  const runAll = (taken: readonly Order[], changes: Changes): Map<Order, unknown> => {
    const failed = new Map<Order, unknown>()
    for (const order of taken)
      try {
        order.run(changes)
      } catch (error) {
        if (storeTrouble(error) || !order.refuse) throw error
        failed.set(order, error)
      }
    return failed
  }

  const stall = (found: StoreTrouble, error: unknown, taken: readonly Order[]) => {
    if (!trouble) log.error({ error: failureOf(error) }, 'the store takes nothing now')
    trouble = found
    for (const order of taken) order.refuse?.(found.error(db.file))
    orders = [...taken.filter(({ refuse }) => !refuse), ...orders]
    if (found.passes) {
      reload()
      callOff()
      callOff = clock.alarm(clock.now() + retryMs, () => void turn())
    } else {
      closed = true
      lost(found)
    }
  }

  const turn = (): boolean => {
    if (closed || working) return false
    working = true
    const taken = orders.slice(0, atOnce)
    orders = orders.slice(atOnce)
    const changes = createChanges()
    try {
      const { failed, more } =
        taken.length === 0 && idle()
          ? { failed: new Map<Order, unknown>(), more: false }
          : db.tx(() => {
              prepare()
              const refused = runAll(taken, changes)
              return { failed: refused, more: work(changes) }
            })
      crashPoint('commit.done')
      if (trouble) log.info('the store takes everything again')
      trouble = null
      working = false
      for (const order of taken)
        if (failed.has(order)) order.refuse?.(failed.get(order))
        else order.done?.()
      if (more || orders.length > 0) wake()
      arm()
      after(changes)
      return true
    } catch (error) {
      working = false
      const found = storeTrouble(error)
      if (!found) throw error
      stall(found, error, taken)
      return false
    }
  }

  const wake = () => {
    if (planned || closed || trouble) return
    planned = true
    clock.defer(() => {
      planned = false
      if (!trouble) turn()
    })
  }

  const arm = () => {
    callOff()
    const at = nextAt()
    callOff = at === null ? () => {} : clock.alarm(at, () => void turn())
  }

  return {
    ask(order) {
      const refused = refusal() ?? (closed ? new Error('the host is closed') : null)
      if (order.refuse && refused) return order.refuse(refused)
      orders.push(order)
      wake()
    },
    now(order) {
      if (closed || trouble || working) {
        order.refuse?.(refusal() ?? new Error('the host is closed'))
        return false
      }
      orders.unshift(order)
      return turn()
    },
    wake,
    close() {
      if (orders.length > 0) turn()
      closed = true
      callOff()
    },
  }
}
