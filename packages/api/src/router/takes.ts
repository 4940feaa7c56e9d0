import { RecipeId, RunId, TakeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const name = z.string().trim().min(1).max(120)

export const takes = {
  list: procedure
    .input(z.strictObject({ recipeId: z.exactOptional(RecipeId) }))
    .query(({ ctx, input }) => ctx.services.takes.list(input)),
  keep: procedure
    .input(z.strictObject({ runId: RunId, output: z.string().max(64), name: z.exactOptional(name) }))
    .mutation(({ ctx, input }) => ctx.services.takes.keep(input)),
  rename: procedure
    .input(z.strictObject({ id: TakeId, name }))
    .mutation(({ ctx, input }) => ctx.services.takes.rename(input)),
  drop: procedure
    .input(z.strictObject({ id: TakeId }))
    .mutation(({ ctx, input }) => ctx.services.takes.drop(input.id)),
} satisfies TRPCRouterRecord
