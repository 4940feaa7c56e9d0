import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile, readsFile } from '../../commandFile.ts'
import { BlenderName, unchanged, WrittenFile } from './fields.ts'

const Strip = z.object({
  name: z.string(),
  /** Blender's word: `SOUND`, `MOVIE`, `IMAGE`… */
  type: z.string(),
  channel: z.number().int(),
  start: z.number(),
  end: z.number(),
  mute: z.boolean(),
  /** Of a sound: 1 = as it is. */
  volume: z.number().nullable(),
})
const place = {
  name: unchanged(BlenderName).meta({ title: 'Name' }),
  frame: z.number().int().min(-1_000_000).max(1_000_000).default(1).meta({ title: 'First frame' }),
  channel: unchanged(z.number().int().min(1).max(32)).meta({
    title: 'Channel',
    description: 'Empty = the lowest one that is free there.',
  }),
}

/** Lays a sound into the sequencer. */
export const addSound = defineCommand({
  app: 'blender',
  command: 'sequencer.sound.add',
  title: 'Add a sound',
  description: 'Lays a sound into the sequencer.',
  args: z.strictObject({
    sound: readsFile('audio', 'Sound'),
    ...place,
    volume: z.number().min(0).max(100).default(1).meta({ title: 'Volume' }),
  }),
  result: Strip,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Lays a film into the sequencer, without its sound. */
export const addMovie = defineCommand({
  app: 'blender',
  command: 'sequencer.movie.add',
  title: 'Add a film',
  description: 'Lays a film into the sequencer, without its sound.',
  args: z.strictObject({ movie: readsFile('video', 'Film'), ...place }),
  result: Strip,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Lays a picture into the sequencer. */
export const addImage = defineCommand({
  app: 'blender',
  command: 'sequencer.image.add',
  title: 'Add a picture',
  description: 'Lays a picture into the sequencer for a number of frames.',
  args: z.strictObject({
    image: readsFile('image', 'Picture'),
    ...place,
    frames: z.number().int().min(1).max(1_000_000).default(25).meta({ title: 'Length', unit: 'frames' }),
  }),
  result: Strip,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Everything in the sequencer by channel and frame. */
export const listStrips = defineCommand({
  app: 'blender',
  command: 'sequencer.list',
  title: 'List strips',
  description: 'Strips of the sequencer, by channel and first frame.',
  args: z.strictObject({}),
  result: z.object({ strips: z.array(Strip) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Takes a strip out of the sequencer. Its file stays. */
export const removeStrip = defineCommand({
  app: 'blender',
  command: 'sequencer.remove',
  title: 'Remove a strip',
  description: 'Takes a strip out of the sequencer.',
  args: z.strictObject({ strip: BlenderName.meta({ title: 'Strip' }) }),
  result: z.object({ removed: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'no',
})

/** Writes all sounds of the sequencer over the frame range as one WAV file. */
export const mixdown = defineCommand({
  app: 'blender',
  command: 'sequencer.mixdown',
  title: 'Mix down the sound',
  description: 'Writes the sound of the scene’s frame range as a WAV file.',
  args: z.strictObject({
    path: makesFile('audio', 'mixdown.wav', 'Sound'),
    depth: z.enum(['16', '24', '32f']).default('24').meta({ title: 'Bits per sample' }),
  }),
  result: WrittenFile.extend({ seconds: z.number() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
