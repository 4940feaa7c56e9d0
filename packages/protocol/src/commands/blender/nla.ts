import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, objectArgs, unchanged } from './fields.ts'

const Track = z.object({
  name: z.string(),
  mute: z.boolean(),
  strips: z.array(
    z.object({
      name: z.string(),
      action: z.string().nullable(),
      start: z.number(),
      end: z.number(),
      influence: z.number(),
    }),
  ),
})
const Tracks = z.object({ object: z.string(), action: z.string().nullable(), tracks: z.array(Track) })

/** The strips of an object, lowest track first, and the action that plays above them. */
export const listNla = defineCommand({
  app: 'blender',
  command: 'nla.list',
  title: 'List action strips',
  description: 'Tracks and strips of an object, and its current action.',
  args: z.strictObject(objectArgs),
  result: Tracks,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Turns the current action of an object into a strip on a track of its own. */
export const pushNla = defineCommand({
  app: 'blender',
  command: 'nla.push',
  title: 'Push down an action',
  description: 'Turns the current action of an object into a strip, or puts any action as a strip.',
  args: z.strictObject({
    ...objectArgs,
    action: unchanged(BlenderName).meta({
      title: 'Action',
      description: 'An action of the file. Empty = the object’s current one, which then is free.',
    }),
    track: unchanged(BlenderName).meta({ title: 'Track', description: 'Name of the new track.' }),
    start: unchanged(z.number().int()).meta({
      title: 'Start',
      description: 'Empty = where the action starts.',
      unit: 'frames',
    }),
    repeat: z.number().min(0.1).max(1000).default(1).meta({ title: 'Times' }),
  }),
  result: Tracks,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})
