import { NodeId, Recipe, RecipeId, RunId } from '@segue/protocol'
import { type TRPCRouterRecord, tracked } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const runId = z.strictObject({ runId: RunId })

export const runs = {
  start: procedure
    .input(
      z.strictObject({
        recipe: z.union([z.strictObject({ id: RecipeId }), Recipe]),
        inputs: z.record(z.string().max(64), z.json()).default({}),
        outFolder: z.string().max(4000).optional(),
      }),
    )
    .mutation(({ ctx, input: { recipe, inputs, outFolder } }) =>
      ctx.services.runs.start({ recipe, inputs, ...(outFolder && ctx.trusted ? { outFolder } : {}) }),
    ),
  report: procedure.input(runId).query(({ ctx, input }) => ctx.services.runs.report(input.runId)),
  list: procedure
    .input(
      z.strictObject({ recipeId: RecipeId.optional(), limit: z.number().int().min(1).max(200).default(50) }),
    )
    .query(({ ctx, input: { recipeId, limit } }) =>
      ctx.services.runs.list({ limit, ...(recipeId === undefined ? {} : { recipeId }) }),
    ),
  cancel: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.cancel(input.runId)),
  pause: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.pause(input.runId)),
  resume: procedure.input(runId).mutation(({ ctx, input }) => ctx.services.runs.resume(input.runId)),
  retry: procedure
    .input(z.strictObject({ runId: RunId, nodeId: NodeId }))
    .mutation(({ ctx, input }) => ctx.services.runs.retry(input)),
  watch: procedure
    .input(z.object({ runId: RunId, lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const from = input.lastEventId ? { lastEventId: input.lastEventId } : {}
      const changes = ctx.services.runs.changes(
        { runId: input.runId, ...from },
        signal ?? AbortSignal.any([]),
      )
      for await (const { id, change } of changes) yield tracked(id, change)
    }),
  watchHeads: procedure.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.runs.headChanges(signal ?? AbortSignal.any([]))
  }),
} satisfies TRPCRouterRecord
