import { AppId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const app = z.strictObject({ app: AppId })
const never = () => new AbortController().signal

const CallInput = z.strictObject({
  app: AppId,
  command: z.string().max(80),
  args: z.record(z.string().max(80), z.json()).default({}),
  dryRun: z.exactOptional(z.boolean()),
  confirm: z.exactOptional(z.boolean()),
  deadlineMs: z.exactOptional(z.number().int().min(1).max(86_400_000)),
  idempotencyKey: z.exactOptional(z.string().min(1).max(200)),
})
const Topics = z.array(z.strictObject({ app: AppId, topic: z.string().min(1).max(120) }))

export const apps = {
  connection: procedure.input(app).query(({ ctx, input }) => ctx.services.apps.connection(input.app)),
  connect: procedure.input(app).mutation(({ ctx, input }) => ctx.services.apps.connect(input.app)),
  disconnect: procedure.input(app).mutation(({ ctx, input }) => ctx.services.apps.disconnect(input.app)),
  call: procedure
    .input(CallInput)
    .mutation(({ ctx, input, signal }) => ctx.services.apps.call(input, signal ?? never())),
  events: procedure.input(z.strictObject({ topics: Topics.min(1).max(200) })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    yield* ctx.services.apps.events(input.topics, signal ?? never())
  }),
  watch: procedure.input(app).subscription(async function* ({ ctx, input, signal }) {
    yield* ctx.services.apps.changes(input.app, signal ?? never())
  }),
} satisfies TRPCRouterRecord
