import { PlannerSettings, PlanRequest, ProposalId, RecipeId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const never = () => new AbortController().signal
const one = z.strictObject({ id: ProposalId })
const off = z.array(z.string().max(200)).max(10_000)
const { provider, model, baseUrl, price, caps } = PlannerSettings.shape
const SettingsChange = z.strictObject({
  provider: z.exactOptional(provider.unwrap()),
  model: z.exactOptional(model.unwrap()),
  baseUrl: z.exactOptional(baseUrl.unwrap()),
  price: z.exactOptional(price.unwrap()),
  caps: z.exactOptional(caps.unwrap()),
  key: z.exactOptional(z.string().min(1).max(1000).nullable()),
})

export const planner = {
  view: procedure.query(({ ctx }) => ctx.services.planner.view()),
  set: procedure.input(SettingsChange).mutation(({ ctx, input }) => ctx.services.planner.set(input)),
  meter: procedure.query(({ ctx }) => ctx.services.planner.meter()),
  propose: procedure.input(PlanRequest).mutation(({ ctx, input }) => ctx.services.planner.propose(input)),
  get: procedure.input(one).query(({ ctx, input }) => ctx.services.planner.get(input.id)),
  list: procedure
    .input(z.strictObject({ recipeId: RecipeId, all: z.boolean().default(false) }))
    .query(({ ctx, input }) => ctx.services.planner.list(input)),
  cancel: procedure.input(one).mutation(({ ctx, input }) => ctx.services.planner.cancel(input.id)),
  choose: procedure
    .input(z.strictObject({ id: ProposalId, off }))
    .query(({ ctx, input }) => ctx.services.planner.choose(input)),
  accept: procedure
    .input(z.strictObject({ id: ProposalId, off: off.optional(), write: z.boolean().optional() }))
    .mutation(({ ctx, input }) => ctx.services.planner.accept(input)),
  reject: procedure.input(one).mutation(({ ctx, input }) => ctx.services.planner.reject(input.id)),
  watch: procedure.input(one).subscription(async function* ({ ctx, input, signal = never() }) {
    yield* ctx.services.planner.changes(input.id, signal)
  }),
} satisfies TRPCRouterRecord
