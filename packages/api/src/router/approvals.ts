import { ArtifactId, fail } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { callerName, procedure } from '../trpc.ts'

export const approvals = {
  list: procedure.query(({ ctx }) => ctx.services.approvals.list()),
  approve: procedure
    .input(z.strictObject({ hash: ArtifactId }))
    .mutation(({ ctx, input }) => ctx.services.approvals.approve({ ...input, by: callerName(ctx) })),
  trust: procedure
    .input(z.strictObject({ hash: ArtifactId, name: z.string().min(1).max(500) }))
    .mutation(({ ctx, input }) => {
      if (!ctx.trusted)
        throw fail({
          code: 'approval.elsewhere',
          message: 'A file is trusted on the command line.',
          hint: 'Run `segue trust FILE.blend` where the file lies.',
          kind: 'input',
        })
      return ctx.services.approvals.trust({ ...input, by: callerName(ctx) })
    }),
  revoke: procedure
    .input(z.strictObject({ kind: z.enum(['python', 'blend']), hash: ArtifactId }))
    .mutation(({ ctx, input }) => ctx.services.approvals.revoke(input)),
} satisfies TRPCRouterRecord
