import type { RecipesService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Recipes as the runner keeps them. Every call fails with a `FailureError`. */
export type RecipesClient = RecipesService

/** The recipes part of a client. */
export function recipesOf({ trpc }: Transport): RecipesClient {
  return {
    list: (query) => ask(trpc.recipes.list.query(query)),
    get: (id) => ask(trpc.recipes.get.query({ id })),
    create: (input) => ask(trpc.recipes.create.mutate(input)),
    save: (input) => ask(trpc.recipes.save.mutate(input)),
    history: (id) => ask(trpc.recipes.history.query({ id })),
    saved: (input) => ask(trpc.recipes.saved.query(input)),
    nameSave: (input) => ask(trpc.recipes.nameSave.mutate(input)),
    archive: (input) => ask(trpc.recipes.archive.mutate(input)),
    validate: (id) => ask(trpc.recipes.validate.query({ id })),
    migration: (id) => ask(trpc.recipes.migration.query({ id })),
    remove: (id) => ask(trpc.recipes.remove.mutate({ id })),
    publish: (id) => ask(trpc.recipes.publish.mutate({ id })),
    versionUsers: (id) => ask(trpc.recipes.versionUsers.query({ id })),
    versions: (id) => ask(trpc.recipes.versions.query({ id })),
    version: (input) => ask(trpc.recipes.version.query(input)),
    inspect: (id) => ask(trpc.recipes.inspect.query({ id })),
    sample: (id) => ask(trpc.recipes.sample.query({ id })),
  }
}
