import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** Moves along the timeline of the project, plays, stops, and sets its tempo. What is null stays. */
export const setTimeline = defineCommand({
  app: 'td',
  command: 'timeline.set',
  title: 'Set the timeline',
  description:
    'Goes to a second of the project’s timeline, plays, stops, sets the tempo. A range that is too short is made longer.',
  args: z.strictObject({
    sec: z
      .number()
      .min(0)
      .max(86_400)
      .nullable()
      .default(null)
      .meta({ title: 'Second', description: 'From the first frame of the timeline.', unit: 's' }),
    playing: z.boolean().nullable().default(null).meta({ title: 'Playing' }),
    tempo: z.number().min(1).max(999).nullable().default(null).meta({ title: 'Tempo', unit: 'BPM' }),
    roomSec: z.number().min(0).max(86_400).default(0).meta({
      title: 'Room',
      description: 'So much of the timeline lies behind the second at least, so that it does not loop soon.',
      unit: 's',
    }),
  }),
  result: z.object({
    sec: z.number(),
    frame: z.number(),
    fps: z.number(),
    playing: z.boolean(),
    tempo: z.number(),
    /** Last frame that is played. */
    rangeEnd: z.number(),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
