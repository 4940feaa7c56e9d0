import { ArtifactRef, Recipe, RecipeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const id = z.strictObject({ id: RecipeId })

export const packages = {
  export: procedure
    .input(
      z.strictObject({
        recipe: z.union([id, Recipe]),
        mediaBytes: z.exactOptional(z.number().int().min(0).max(1_000_000_000)),
        sample: z.exactOptional(z.boolean()),
      }),
    )
    .mutation(({ ctx, input }) => ctx.services.packages.export(input)),
  import: procedure
    .input(z.union([z.strictObject({ file: ArtifactRef }), z.strictObject({ recipe: Recipe })]))
    .mutation(({ ctx, input }) => ctx.services.packages.import(input)),
  relink: procedure
    .input(id.extend({ files: z.array(ArtifactRef).max(1000) }))
    .mutation(({ ctx, input }) => ctx.services.packages.relink(input)),
  missing: procedure.input(id).query(({ ctx, input }) => ctx.services.packages.missing(input.id)),
} satisfies TRPCRouterRecord
