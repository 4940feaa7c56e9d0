import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** What this Blender is and can do, probed. */
export const info = defineCommand({
  app: 'blender',
  command: 'app.info',
  title: 'About this Blender',
  description: 'Version, engines that work here, and what this build lacks.',
  args: z.strictObject({}),
  result: z.object({
    version: z.string(),
    python: z.string(),
    background: z.boolean(),
    engines: z.array(z.string()),
    denoiser: z.boolean(),
    /** What Cycles computes on: `OptiX: …`, or `CPU only`. Every GPU of the best kind is enabled. */
    device: z.string(),
    exporters: z.array(z.string()),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
