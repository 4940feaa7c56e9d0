import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { OpHandle } from './handle.ts'

/** Reads the samples that a CHOP holds now. */
export const readChannels = defineCommand({
  app: 'td',
  command: 'chop.read',
  title: 'Read channels',
  description: 'The samples that a CHOP holds now, at most 100,000 of all channels together.',
  args: z.strictObject({
    op: OpHandle,
    channels: z.array(z.string().max(200)).max(1000).nullable().default(null),
  }),
  result: z.object({
    rate: z.number(),
    samples: z.number().int(),
    channels: z.array(z.object({ name: z.string(), values: z.array(z.number()) })),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Writes what a TOP shows now as a JPEG file. */
export const topSnapshot = defineCommand({
  app: 'td',
  command: 'top.snapshot',
  title: 'Look at a picture',
  description: 'Writes what a TOP shows now as a JPEG file.',
  args: z.strictObject({
    op: OpHandle,
    path: makesFile('image', 'picture.jpg', 'Picture'),
    quality: z.number().min(0).max(1).default(0.8),
  }),
  result: z.object({
    path: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
