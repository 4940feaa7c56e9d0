import { RecipeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'
import { Values } from './values.ts'

const Runs = z.strictObject({
  runs: z
    .array(z.strictObject({ recipeId: RecipeId, inputs: Values.default({}) }))
    .min(1)
    .max(200),
})

export const preflight = {
  check: procedure
    .input(z.union([Runs, z.strictObject({ until: z.exactOptional(z.number().positive()) })]))
    .query(({ ctx, input }) => ctx.services.preflight.check(input)),
} satisfies TRPCRouterRecord
