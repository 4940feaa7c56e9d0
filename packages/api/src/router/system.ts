import type { TRPCRouterRecord } from '@trpc/server'
import { procedure } from '../trpc.ts'

export const system = {
  version: procedure.query(({ ctx }) => ctx.services.system.version()),
  catalogue: procedure.query(({ ctx }) => ctx.services.system.catalogue()),
  apps: procedure.query(({ ctx }) => ctx.services.system.apps()),
  watchApps: procedure.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.system.appChanges(signal ?? AbortSignal.any([]))
  }),
} satisfies TRPCRouterRecord
