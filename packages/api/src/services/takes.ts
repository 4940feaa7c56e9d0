import type { Take } from '@segue/protocol'

/** Favourites of people: outputs of runs that stay. */
export interface TakesService {
  /** Newest first; of one recipe, or all. */
  list(filter: { recipeId?: string }): Promise<Take[]>
  /** Keeps an output of a run that has succeeded. Fails with `take.nothing`. The same output is kept once. */
  keep(input: { runId: string; output: string; name?: string }): Promise<Take>
  rename(input: { id: string; name: string }): Promise<void>
  /** Its file goes with the others when nothing else needs it. */
  drop(id: string): Promise<void>
}
