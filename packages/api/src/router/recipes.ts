import { Change, Recipe, RecipeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const revision = z.number().int().nonnegative()
const id = z.strictObject({ id: RecipeId })

export const recipes = {
  list: procedure
    .input(
      z.strictObject({ search: z.string().max(200).optional(), archived: z.boolean().optional() }).optional(),
    )
    .query(({ ctx, input }) => ctx.services.recipes.list(input)),
  get: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.get(input.id)),
  create: procedure
    .input(z.strictObject({ name: z.string().min(1).max(120), recipe: Recipe.optional() }))
    .mutation(({ ctx, input: { name, recipe } }) =>
      ctx.services.recipes.create({ name, ...(recipe === undefined ? {} : { recipe }) }),
    ),
  save: procedure
    .input(
      z.strictObject({
        id: RecipeId,
        baseRevision: revision,
        changes: z.array(Change).min(1).max(10_000),
        editor: z.string().min(1).max(64).optional(),
        restores: revision.optional(),
      }),
    )
    .mutation(({ ctx, input }) => ctx.services.recipes.save(input)),
  history: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.history(input.id)),
  saved: procedure
    .input(z.strictObject({ id: RecipeId, revision }))
    .query(({ ctx, input }) => ctx.services.recipes.saved(input)),
  nameSave: procedure
    .input(z.strictObject({ id: RecipeId, revision, name: z.string().trim().max(120) }))
    .mutation(({ ctx, input }) => ctx.services.recipes.nameSave(input)),
  archive: procedure
    .input(z.strictObject({ id: RecipeId, archived: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.recipes.archive(input)),
  validate: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.validate(input.id)),
  migration: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.migration(input.id)),
  sample: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.sample(input.id)),
  publish: procedure.input(id).mutation(({ ctx, input }) => ctx.services.recipes.publish(input.id)),
  versionUsers: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.versionUsers(input.id)),
  versions: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.versions(input.id)),
  version: procedure
    .input(z.strictObject({ id: RecipeId, version: z.number().int().min(1) }))
    .query(({ ctx, input }) => ctx.services.recipes.version(input)),
  inspect: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.inspect(input.id)),
  remove: procedure.input(id).mutation(({ ctx, input }) => ctx.services.recipes.remove(input.id)),
} satisfies TRPCRouterRecord
