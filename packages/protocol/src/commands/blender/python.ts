import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { Grant } from './grant.ts'

/**
 * Runs a text with all the power that Python has in Blender; only a text that a person has approved may be sent. The
 * text finds `bpy` and `value`, and sets `result`. A headless Blender ends afterwards, so that nothing of it is left.
 */
export const runPython = defineCommand({
  app: 'blender',
  command: 'python.run',
  title: 'Run Python',
  description: 'Runs an approved text in the open scene, within a time limit, and saves the scene to `save`.',
  args: z.strictObject({
    text: z.string().max(200_000),
    /** Of the text as UTF-8: the one that was approved. */
    sha256: z.string(),
    /** The runner's word that a person approved it: see `Grant`. */
    grant: Grant,
    /** Plain data. */
    value: z.unknown(),
    limitSec: z.number().positive().max(86_400),
    save: makesFile('scene', 'scene.blend', 'Scene').nullable(),
  }),
  result: z.object({ result: z.unknown(), printed: z.string(), bytes: z.number().int().nullable() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'immediate',
})
