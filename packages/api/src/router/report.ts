import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

export const report = {
  night: procedure
    .input(z.strictObject({ since: z.exactOptional(z.number().nonnegative()) }))
    .query(({ ctx, input }) => ctx.services.report.night(input.since)),
} satisfies TRPCRouterRecord
