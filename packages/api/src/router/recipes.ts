import { Change, Recipe, RecipeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const id = z.strictObject({ id: RecipeId })

export const recipes = {
  list: procedure.query(({ ctx }) => ctx.services.recipes.list()),
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
        baseRevision: z.number().int().nonnegative(),
        changes: z.array(Change).min(1).max(10_000),
      }),
    )
    .mutation(({ ctx, input }) => ctx.services.recipes.save(input)),
  validate: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.validate(input.id)),
  sample: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.sample(input.id)),
  publish: procedure.input(id).mutation(({ ctx, input }) => ctx.services.recipes.publish(input.id)),
  versions: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.versions(input.id)),
  version: procedure
    .input(z.strictObject({ id: RecipeId, version: z.number().int().min(1) }))
    .query(({ ctx, input }) => ctx.services.recipes.version(input)),
  inspect: procedure.input(id).query(({ ctx, input }) => ctx.services.recipes.inspect(input.id)),
  remove: procedure.input(id).mutation(({ ctx, input }) => ctx.services.recipes.remove(input.id)),
} satisfies TRPCRouterRecord
