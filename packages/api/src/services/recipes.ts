import type { ArtifactRef, Change, Failure, Recipe, RunView } from '@segue/protocol'

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
  remove(id: string): Promise<void>
  /** A bundled past run of a starter recipe, shown until it has a run of its own; `null` when there is none. */
  sample(id: string): Promise<RunView | null>
}
