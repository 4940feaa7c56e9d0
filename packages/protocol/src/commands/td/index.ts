import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Fps, MediaMeta } from '../../meta.ts'

/** What TouchDesigner (or its stand-in) is. */
const info = defineCommand({
  app: 'td',
  command: 'app.info',
  title: 'About this TouchDesigner',
  description: 'Version and build.',
  args: z.strictObject({}),
  result: z.object({ version: z.string(), standIn: z.boolean() }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Runs a sound file through an audio-in network and writes the curves it measures. */
const audioIn = defineCommand({
  app: 'td',
  command: 'audio.analyze',
  title: 'Analyse sound',
  description: 'Plays a sound file through an audio-in network and writes its curves as a channels file.',
  args: z.strictObject({
    path: z.string(),
    out: z.string(),
    fps: Fps,
    /** Tempo map, meter and offset of the sound, when they are known. */
    time: MediaMeta.default({}),
  }),
  result: z.object({
    path: z.string(),
    channels: z.array(z.string()),
    bpm: z.number().nullable(),
    /** Musical time that was heard. */
    meta: MediaMeta.default({}),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})

/** Every command of the TouchDesigner bridge that this version offers. */
export const td = { info, audioIn } as const
