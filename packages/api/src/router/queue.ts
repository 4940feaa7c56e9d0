import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'
import { StepKey } from './steps.ts'

export const queue = {
  list: procedure.query(({ ctx }) => ctx.services.queue.list()),
  move: procedure
    .input(z.strictObject({ job: StepKey, before: StepKey.nullable() }))
    .mutation(({ ctx, input }) => ctx.services.queue.move(input)),
  watch: procedure.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.queue.changes(signal ?? new AbortController().signal)
  }),
} satisfies TRPCRouterRecord
