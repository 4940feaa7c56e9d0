import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** What TouchDesigner (or its stand-in) is. */
export const info = defineCommand({
  app: 'td',
  command: 'app.info',
  title: 'About this TouchDesigner',
  description: 'Version and build, licence, and the rate at which it cooks.',
  args: z.strictObject({}),
  result: z.object({
    version: z.string(),
    standIn: z.boolean(),
    build: z.string().default(''),
    /** What the person's licence calls the program, such as `TouchDesigner Non-Commercial`. */
    product: z.string().default(''),
    python: z.string().default(''),
    project: z.string().default(''),
    cookRate: z.number().nullable().default(null),
    /** Operator types of ours that this build does not know. */
    missing: z.array(z.string()).default([]),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
