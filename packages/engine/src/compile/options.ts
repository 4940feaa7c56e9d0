import type { Recipe } from '@segue/protocol'
import type { Json } from '../types.ts'

/** Finds a published version of a recipe; null when it is not here. */
export type RecipeLookup = (id: string, version: number) => Recipe | null

/** What else the compiler is told. Node ids are those of the recipe itself, not of bodies and recipes inside it. */
export interface CompileOptions {
  /** Published versions of other recipes. Without it, nodes that run a recipe have nothing to run. */
  recipes?: RecipeLookup
  /** Only these nodes, and what they need; all others settle as `idle`. */
  to?: readonly string[]
  /** Outputs of an earlier run by node: nodes that have some settle at once as `kept`. */
  kept?: Readonly<Record<string, Record<string, Json>>>
  /** Nodes that run even when their result is known; `all` means those inside bodies and other recipes too. */
  fresh?: 'all' | readonly string[]
  /** Other values for input ports and promoted params, by node and port; they take the place of what feeds these. */
  edits?: Readonly<Record<string, Record<string, Json>>>
}
