import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OpFact, OpHandle } from './handle.ts'

/** What is open: the project, its time, and the operators below a place. */
export const snapshot = defineCommand({
  app: 'td',
  command: 'project.snapshot',
  title: 'Look at the project',
  description: 'The open project, its timeline, and the operators below `root` with wires and errors.',
  args: z.strictObject({
    root: OpHandle.default({ path: '/project1', id: null }),
    depth: z.number().int().min(1).max(8).default(2),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  result: z.object({
    name: z.string(),
    folder: z.string(),
    cookRate: z.number(),
    realTime: z.boolean(),
    playing: z.boolean(),
    frame: z.number(),
    seconds: z.number(),
    rangeStart: z.number(),
    rangeEnd: z.number(),
    tempo: z.number(),
    operators: z.array(OpFact),
    /** Whether there are more operators than `limit`. */
    more: z.boolean(),
  }),
  effects: 'read',
  keepMs: 500,
  idempotent: true,
  cancellable: 'no',
})
