import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { Grant } from './grant.ts'

/**
 * Opens a .blend; with its scripts on when its bytes and those of every library that it links are among the trusted
 * hashes, else with its scripts off. `key` names the content: the same key and trust twice loads once.
 */
export const openTrusted = defineCommand({
  app: 'blender',
  command: 'file.openTrusted',
  title: 'Open a trusted file',
  description: 'Opens a .blend with its scripts on when a person trusts exactly these files.',
  args: z.strictObject({
    path: readsFile('scene', 'Scene'),
    key: z.string().max(200),
    trusted: z.array(z.string()).max(10_000),
    grant: Grant,
  }),
  result: z.object({
    loaded: z.boolean(),
    savedWith: z.string(),
    scripts: z.boolean(),
    /** Linked libraries that nobody trusts; they keep the scripts off. */
    strangers: z.array(z.string()).max(200),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
