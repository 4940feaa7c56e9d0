import type { PlanNode } from '@segue/engine'
import type { PlanVerdict } from '@segue/protocol'
import type { Cache, KnownStep, StepKey } from '../cache/cache.ts'
import type { Values } from '../host/hostTypes.ts'

/** What is known of a node before a run. */
export interface Foresight {
  verdict: PlanVerdict
  /** One sentence without a full stop. */
  because: string
  waitsFor: readonly string[]
  /** What will come out; null while nobody can say. */
  outputs: Values | null
  /** Whether something worth mentioning happens: nodes that only steer a run take no time. */
  works: boolean
}

/** What a plan is made with. */
export interface PlanTools {
  cache: Cache
  /** Null for child runs: their nodes stand for many steps. */
  recipeId: string | null
  /** The application a node would use; null outside applications. */
  providerOf(node: PlanNode): string | null
  /**
   * Makes a step's result now and keeps it, when the plan may and something is learned from it; else null. Left out
   * when a plan only looks.
   */
  make?(step: KnownStep, key: StepKey): Promise<Values | null>
  /** Epoch milliseconds. */
  now: number
}

export const off = (because: string): Foresight => ({
  verdict: 'off',
  because,
  waitsFor: [],
  outputs: null,
  works: false,
})

export const runs = (because: string): Foresight => ({
  verdict: 'runs',
  because,
  waitsFor: [],
  outputs: null,
  works: true,
})

/** It settles at once with these outputs. */
export const settles = (verdict: PlanVerdict, because: string, outputs: Values): Foresight => ({
  verdict,
  because,
  waitsFor: [],
  outputs,
  works: false,
})
