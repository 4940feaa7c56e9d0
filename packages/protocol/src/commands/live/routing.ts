import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { TrackRef } from './ref.ts'

const end = z.enum(['input', 'output']).default('input').meta({ title: 'End' })
/** One entry of a routing menu. `category` does not depend on the language of Live. */
const Choice = z.object({ name: z.string(), category: z.string() })
const Routing = z.object({ type: z.string(), category: z.string(), channel: z.string() })

/** What a track can be connected to. */
export const listRoutings = defineCommand({
  app: 'live',
  command: 'routing.list',
  title: 'List routings',
  description: 'What the input or output of a track is connected to, and what it could be.',
  args: z.strictObject({ track: TrackRef, end }),
  result: z.object({
    current: Routing,
    types: z.array(Choice),
    /** Channels of the current type. */
    channels: z.array(z.string()),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Connects a track. */
export const setRouting = defineCommand({
  app: 'live',
  command: 'routing.set',
  title: 'Set a routing',
  description: 'Connects the input or output of a track: to a track, to resampling, to a name of the menu.',
  args: z.strictObject({
    track: TrackRef,
    end,
    to: z
      .union([
        z.strictObject({ category: z.enum(['resampling', 'master', 'none', 'parent_group_track']) }),
        z.strictObject({ track: TrackRef }),
        z.strictObject({ name: z.string().min(1).max(200) }),
      ])
      .meta({ title: 'To' }),
    channel: z
      .string()
      .max(200)
      .nullable()
      .default(null)
      .meta({ title: 'Channel', description: 'A name of the menu, such as Post Mixer; empty: the first.' }),
  }),
  result: Routing,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
