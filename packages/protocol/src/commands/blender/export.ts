import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Writes the scene as binary glTF. */
export const gltf = defineCommand({
  app: 'blender',
  command: 'export.gltf',
  title: 'Export glTF',
  description: 'Writes the open scene as a .glb file.',
  args: z.strictObject({ path: z.string() }),
  result: z.object({ path: z.string(), bytes: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
