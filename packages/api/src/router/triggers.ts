import { RecipeId, ScheduleSettings, TriggerDraft, TriggerId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const id = z.strictObject({ id: TriggerId })
const { recipeId, settings } = TriggerDraft.shape
const { when, zone } = ScheduleSettings.shape

/** Without the defaults of a whole draft: what is left out stays as it is. */
const Change = z.strictObject({
  recipeId: z.exactOptional(recipeId),
  version: z.exactOptional(TriggerDraft.shape.version.unwrap()),
  name: z.exactOptional(TriggerDraft.shape.name),
  enabled: z.exactOptional(TriggerDraft.shape.enabled.unwrap()),
  settings: z.exactOptional(settings),
  inputs: z.exactOptional(TriggerDraft.shape.inputs.unwrap()),
  overlap: z.exactOptional(TriggerDraft.shape.overlap.unwrap()),
})

export const triggers = {
  list: procedure
    .input(z.strictObject({ recipeId: z.exactOptional(RecipeId) }))
    .query(({ ctx, input }) => ctx.services.triggers.list(input)),
  get: procedure.input(id).query(({ ctx, input }) => ctx.services.triggers.get(input.id)),
  create: procedure.input(TriggerDraft).mutation(({ ctx, input }) => ctx.services.triggers.create(input)),
  update: procedure
    .input(z.strictObject({ id: TriggerId, change: Change }))
    .mutation(({ ctx, input }) => ctx.services.triggers.update(input)),
  pause: procedure.input(id).mutation(({ ctx, input }) => ctx.services.triggers.pause(input.id)),
  resume: procedure.input(id).mutation(({ ctx, input }) => ctx.services.triggers.resume(input.id)),
  remove: procedure.input(id).mutation(({ ctx, input }) => ctx.services.triggers.remove(input.id)),
  runNow: procedure.input(id).mutation(({ ctx, input }) => ctx.services.triggers.runNow(input.id)),
  history: procedure
    .input(
      z.strictObject({
        id: TriggerId,
        limit: z.number().int().min(1).max(500).default(50),
        before: z.exactOptional(z.number().int().positive()),
      }),
    )
    .query(({ ctx, input }) => ctx.services.triggers.history(input)),
  preview: procedure
    .input(z.strictObject({ when, zone }))
    .query(({ ctx, input }) => ctx.services.triggers.preview(input)),
  renewAddress: procedure
    .input(id)
    .mutation(({ ctx, input }) => ctx.services.triggers.renewAddress(input.id)),
  sign: procedure
    .input(z.strictObject({ id: TriggerId, key: z.string().min(8).max(1000) }))
    .mutation(({ ctx, input }) => ctx.services.triggers.sign(input)),
  listen: procedure.input(id).subscription(async function* ({ ctx, input, signal }) {
    yield* ctx.services.triggers.listen(input.id, signal ?? new AbortController().signal)
  }),
  watch: procedure.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.triggers.changes(signal ?? new AbortController().signal)
  }),
} satisfies TRPCRouterRecord
