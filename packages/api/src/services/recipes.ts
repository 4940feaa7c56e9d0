import type { ArtifactRef, Change, Failure, Recipe, RunView } from '@segue/protocol'
import type { Inspection } from './runs.ts'

/** One line of the recipe list. Times are epoch milliseconds. */
export interface RecipeHead {
  id: string
  name: string
  description: string
  revision: number
  /** Starter recipes ship with Segue and open as they are; the first edit is kept as the person's own. */
  starter: boolean
  updatedAt: number
  nodes: number
  /** A picture that stands for it; `null` when it has none. */
  cover: ArtifactRef | null
}

/** One published version of a recipe; it never changes. */
export interface RecipeVersion {
  version: number
  /** Of the draft that it was made from. */
  revision: number
  /** Epoch milliseconds. */
  createdAt: number
}

/** Recipes as documents: drafts saved change by change, versions named by people. */
export interface RecipesService {
  list(): Promise<RecipeHead[]>
  /** Fails with `recipe.unknown`. */
  get(id: string): Promise<Recipe>
  create(input: { name: string; recipe?: Recipe }): Promise<Recipe>
  /** Applies changes to the draft. Fails with `recipe.stale` when `baseRevision` is not the newest. */
  save(input: { id: string; baseRevision: number; changes: Change[] }): Promise<{ revision: number }>
  /** Every failure of the stored draft, worst first; empty when it can run. */
  validate(id: string): Promise<Failure[]>
  /** Its published versions stay. */
  remove(id: string): Promise<void>
  /** Keeps the draft as a version. Fails with every failure that keeps it from running. */
  publish(id: string): Promise<RecipeVersion>
  /** Newest first. */
  versions(id: string): Promise<RecipeVersion[]>
  /** Fails with `recipe.unknown_version`. */
  version(input: { id: string; version: number }): Promise<Recipe>
  /** What the draft compiles to, for people. */
  inspect(id: string): Promise<Inspection>
  /** A bundled past run of a starter recipe, shown until it has a run of its own; `null` when there is none. */
  sample(id: string): Promise<RunView | null>
}
