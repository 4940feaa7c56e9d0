import { DeviceId } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

export const devices = {
  door: procedure.query(({ ctx }) => ctx.services.devices.door()),
  list: procedure.query(({ ctx }) => ctx.services.devices.list()),
  invite: procedure.mutation(({ ctx }) => ctx.services.devices.invite()),
  revoke: procedure
    .input(z.strictObject({ id: DeviceId }))
    .mutation(({ ctx, input }) => ctx.services.devices.revoke(input)),
} satisfies TRPCRouterRecord
