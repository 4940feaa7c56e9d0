import { setTimeout as delay } from 'node:timers/promises'

/** Answers that are still owed. They repeat a place, but not what was asked of it, so a late one fits the next question. */
export interface Debts {
  /** A question was sent; `what` is the part of it that its answer does not repeat. */
  asked(key: string, what: string): void
  /** An answer came, or an error in its place. */
  answered(key: string): void
  /**
   * Resolves when no answer of this key is owed any more, or has not come for so long that it was lost. What is owed to
   * the very same question does no harm, unless `fresh` says that things have changed since.
   */
  settled(key: string, what: string, fresh: boolean): Promise<void>
}

/** Answers that are `graceMs` late are lost. */
export function createDebts(graceMs: number): Debts {
  const owed = new Map<string, { count: number; what: string; paid: PromiseWithResolvers<void> }>()
  return {
    asked(key, what) {
      const debt = owed.get(key) ?? { count: 0, what, paid: Promise.withResolvers() }
      debt.count++
      owed.set(key, debt)
    },
    answered(key) {
      const debt = owed.get(key)
      if (debt === undefined || --debt.count > 0) return
      owed.delete(key)
      debt.paid.resolve()
    },
    async settled(key, what, fresh) {
      const debt = owed.get(key)
      if (debt === undefined || (debt.what === what && !fresh)) return
      await Promise.race([debt.paid.promise, delay(graceMs)])
      owed.delete(key)
    },
  }
}
