import { AppId, StudioProject, StudioSync } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const never = () => new AbortController().signal
const { name, clock, notes } = StudioProject.shape
const Project = z.strictObject({
  name: z.exactOptional(name),
  clock: z.exactOptional(clock),
  notes: z.exactOptional(notes),
})
const { leader, follower, offsetSec } = StudioSync.shape
const pair = { leader, follower }

export const studio = {
  context: procedure.query(({ ctx }) => ctx.services.studio.context()),
  setProject: procedure.input(Project).mutation(({ ctx, input }) => ctx.services.studio.setProject(input)),
  setSync: procedure.input(StudioSync).mutation(({ ctx, input }) => ctx.services.studio.setSync(input)),
  removeSync: procedure
    .input(z.strictObject(pair))
    .mutation(({ ctx, input }) => ctx.services.studio.removeSync(input)),
  carryMarkers: procedure
    .input(z.strictObject({ ...pair, offsetSec }))
    .mutation(({ ctx, input }) => ctx.services.studio.carryMarkers(input)),
  connectSteps: procedure
    .input(z.strictObject({ app: AppId }))
    .query(({ ctx, input }) => ctx.services.studio.connectSteps(input.app)),
  watch: procedure.subscription(async function* ({ ctx, signal = never() }) {
    yield* ctx.services.studio.changes(signal)
  }),
} satisfies TRPCRouterRecord
