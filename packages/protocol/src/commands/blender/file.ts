import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile, readsFile } from '../../commandFile.ts'

/** Opens a .blend with its scripts disabled. `key` names the content: the same key twice loads once. */
export const openFile = defineCommand({
  app: 'blender',
  command: 'file.open',
  title: 'Open a file',
  description: 'Opens a .blend (scripts stay off). Skips the load when this content is already open.',
  args: z.strictObject({ path: readsFile('scene', 'Scene'), key: z.string().max(200) }),
  result: z.object({ loaded: z.boolean(), savedWith: z.string() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** The files that the open one needs besides itself. */
export const linkedFiles = defineCommand({
  app: 'blender',
  command: 'file.closure',
  title: 'List linked files',
  description:
    'Linked libraries with all that they link, images with their tiles and sequences, fonts, sounds, volumes and caches that are not packed into the open file; missing ones too.',
  args: z.strictObject({}),
  result: z.object({
    files: z
      .array(z.object({ path: z.string(), /** What needs it: `image "Bark"`. */ of: z.string() }))
      .max(100_000),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Saves a copy; never over the file that was opened. */
export const saveFile = defineCommand({
  app: 'blender',
  command: 'file.save',
  title: 'Save a copy',
  description:
    'Packs and saves the open scene as a copy at `path`; what cannot be packed is linked by absolute path.',
  args: z.strictObject({ path: makesFile('scene', 'scene.blend', 'Scene') }),
  result: z.object({ path: z.string(), bytes: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
