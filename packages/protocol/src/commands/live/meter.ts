import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Sets the time signature. */
export const setMeter = defineCommand({
  app: 'live',
  command: 'meter.set',
  title: 'Set the time signature',
  description: 'Sets the time signature of the set, such as 3/4.',
  args: z.strictObject({
    num: z.number().int().min(1).max(99).meta({ title: 'Beats per bar' }),
    den: z
      .union([z.literal(1), z.literal(2), z.literal(4), z.literal(8), z.literal(16)])
      .default(4)
      .meta({ title: 'Note value' }),
  }),
  result: z.object({ num: z.number().int(), den: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
