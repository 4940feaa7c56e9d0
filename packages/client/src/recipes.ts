import type { RecipeHead } from '@segue/api'
import type { Change, Failure, Recipe, RunView } from '@segue/protocol'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Recipes as the runner keeps them. Every call fails with a `FailureError`. */
export interface RecipesClient {
  list(): Promise<RecipeHead[]>
  get(id: string): Promise<Recipe>
  create(input: { name: string; recipe?: Recipe }): Promise<Recipe>
  /** Fails with `recipe.stale` when somebody else saved since `baseRevision`. */
  save(input: { id: string; baseRevision: number; changes: Change[] }): Promise<{ revision: number }>
  validate(id: string): Promise<Failure[]>
  remove(id: string): Promise<void>
  /** A bundled past run of a starter recipe, `null` when there is none. */
  sample(id: string): Promise<RunView | null>
}

/** The recipes part of a client. */
export function recipesOf({ trpc }: Transport): RecipesClient {
  return {
    list: () => ask(trpc.recipes.list.query()),
    get: (id) => ask(trpc.recipes.get.query({ id })),
    create: (input) => ask(trpc.recipes.create.mutate(input)),
    save: (input) => ask(trpc.recipes.save.mutate(input)),
    validate: (id) => ask(trpc.recipes.validate.query({ id })),
    remove: (id) => ask(trpc.recipes.remove.mutate({ id })),
    sample: (id) => ask(trpc.recipes.sample.query({ id })),
  }
}
