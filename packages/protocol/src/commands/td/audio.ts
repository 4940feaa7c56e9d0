import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile, readsFile } from '../../commandFile.ts'
import { Fps, MediaMeta } from '../../meta.ts'

/** The part of its values that each curve shows from 0 to 1, by name. */
const Ranges = z.record(z.string().max(200), z.object({ low: z.number(), width: z.number() }))

/** Runs a sound file through an audio-in network and writes the curves it measures. */
export const audioIn = defineCommand({
  app: 'td',
  command: 'audio.analyze',
  title: 'Analyse sound',
  description: 'Plays a sound file through an audio-in network and writes its curves as a channels file.',
  args: z.strictObject({
    path: readsFile('audio', 'Sound'),
    out: makesFile('channels', 'curves.channels', 'Curves'),
    fps: Fps,
    /** Tempo map, meter and offset of the sound, when they are known. */
    time: MediaMeta.default({}),
    /** Ranges of the same sound before an edit; where they still fit they are kept. */
    ranges: Ranges.default({}),
  }),
  result: z.object({
    path: z.string(),
    channels: z.array(z.string()),
    bpm: z.number().nullable(),
    /** Musical time that was heard. */
    meta: MediaMeta.default({}),
    /** Empty when the network has none. */
    ranges: Ranges.default({}),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})
