import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'

/**
 * Writes whole curves at once from a tracks file (see `trackName`): one key per frame, linear. Paths in brackets
 * (`["low"]`) are custom properties and are created when missing, as is the object `SEGUE`. Keys live in actions that Segue owns; setting
 * again replaces only those.
 */
export const setKeys = defineCommand({
  app: 'blender',
  command: 'anim.keys.set',
  title: 'Set keyframes',
  description: 'Replaces Segue’s own actions by the curves of a tracks file and sets rate and frame range.',
  args: z.strictObject({
    file: readsFile('channels', 'Curves'),
    /** The frame of the first sample; the range ends with the last one. */
    startFrame: z.number().int().default(1),
    fps: z.object({ num: z.number().int().positive(), den: z.number().int().positive() }),
  }),
  result: z.object({
    keys: z.number().int(),
    objects: z.number().int(),
    /** Tracks whose object or property the scene does not have. */
    missing: z.array(z.string()),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})
