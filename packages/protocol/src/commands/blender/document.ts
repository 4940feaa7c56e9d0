import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile, readsFile } from '../../commandFile.ts'

/** Saves a copy of what a person has open, with their unsaved changes; their own file is not touched. */
export const bringBack = defineCommand({
  app: 'blender',
  command: 'document.bringBack',
  title: 'Bring the open document back',
  description: 'Saves a copy of the document in the window to `path`; links stay links.',
  args: z.strictObject({ path: makesFile('scene', 'document.blend', 'Scene') }),
  result: z.object({
    path: z.string(),
    bytes: z.number().int(),
    /** Name of the file that is open; null when it was never saved. */
    document: z.string().nullable(),
    /** Whether the person has changes that their own file lacks. */
    unsaved: z.boolean(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Opens a file in the window, with its scripts off. Changes that are not saved are kept unless `discard`. */
export const openInWindow = defineCommand({
  app: 'blender',
  command: 'file.openInWindow',
  title: 'Open in the window',
  description: 'Opens a .blend in the running Blender; busy while the open document has unsaved changes.',
  args: z.strictObject({ path: readsFile('scene', 'Scene'), discard: z.boolean().default(false) }),
  result: z.object({ path: z.string() }),
  effects: 'destructive',
  idempotent: true,
  cancellable: 'no',
})
