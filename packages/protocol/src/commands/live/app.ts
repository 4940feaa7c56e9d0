import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** What Live (or its stand-in) is. */
export const info = defineCommand({
  app: 'live',
  command: 'app.info',
  title: 'About this Live',
  description: 'Version and edition.',
  args: z.strictObject({}),
  result: z.object({
    version: z.string(),
    standIn: z.boolean(),
    python: z.string().default(''),
    /** The open set; empty when it was never saved. */
    set: z.string().default(''),
    /** Text of the dialog that is open, when one is. */
    dialog: z.string().nullable().default(null),
    /** Commands that this version or edition does not have. */
    missing: z.array(z.string()).default([]),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
