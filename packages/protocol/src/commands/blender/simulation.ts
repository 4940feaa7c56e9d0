import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Bakes what can be kept inside the file, so that every frame stands on its own. */
export const bakeSimulations = defineCommand({
  app: 'blender',
  command: 'simulation.bake',
  title: 'Bake simulations',
  description:
    'Bakes rigid bodies, cloth, soft bodies, particles and dynamic paint over the frame range, into the open scene.',
  args: z.strictObject({}),
  result: z.object({
    baked: z.array(z.string()),
    /** Not baked still: fluids and simulation nodes, which keep their caches beside the file. */
    left: z.array(z.string()),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  progress: true,
})
