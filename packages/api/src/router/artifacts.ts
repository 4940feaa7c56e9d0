import { ArtifactRef } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

export const artifacts = {
  url: procedure
    .input(z.strictObject({ ref: ArtifactRef, download: z.boolean().default(false) }))
    .query(({ ctx, input }) => ctx.services.artifacts.url(input.ref, { download: input.download })),
  preview: procedure
    .input(z.strictObject({ ref: ArtifactRef }))
    .query(({ ctx, input }) => ctx.services.artifacts.preview(input.ref)),
  loudness: procedure
    .input(z.strictObject({ ref: ArtifactRef }))
    .query(({ ctx, input }) => ctx.services.artifacts.loudness(input.ref)),
} satisfies TRPCRouterRecord
