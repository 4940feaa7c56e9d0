import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Opens a .blend with its scripts disabled. `key` names the content: the same key twice loads once. */
export const open = defineCommand({
  app: 'blender',
  command: 'file.open',
  title: 'Open a file',
  description: 'Opens a .blend (scripts stay off). Skips the load when this content is already open.',
  args: z.strictObject({ path: z.string(), key: z.string().max(200) }),
  result: z.object({ loaded: z.boolean(), savedWith: z.string() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Saves a copy; never over the file that was opened. */
export const save = defineCommand({
  app: 'blender',
  command: 'file.save',
  title: 'Save a copy',
  description: 'Packs and saves the open scene as a copy at `path`.',
  args: z.strictObject({ path: z.string() }),
  result: z.object({ path: z.string(), bytes: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
