import { RetentionRules } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

export const storage = {
  report: procedure
    .input(z.strictObject({ rules: z.exactOptional(RetentionRules) }))
    .query(({ ctx, input }) => ctx.services.storage.report(input.rules)),
  setRules: procedure
    .input(RetentionRules)
    .mutation(({ ctx, input }) => ctx.services.storage.setRules(input)),
  freeNow: procedure.mutation(({ ctx }) => ctx.services.storage.freeNow()),
} satisfies TRPCRouterRecord
