import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { OpHandle } from './handle.ts'

/**
 * Records a TOP frame by frame, however long a frame takes: the timeline is stopped, leaves real time, plays from
 * `startFrame` to `endFrame` (both recorded) and is put back as it was. Cancelling leaves no file.
 */
export const record = defineCommand({
  app: 'td',
  command: 'record.offline',
  title: 'Record offline',
  description:
    'Records every frame of a range as a movie file or as a sequence of pictures, never in real time.',
  args: z.strictObject({
    op: OpHandle,
    /** A time-sliced CHOP with the sound of a movie. */
    audio: OpHandle.nullable().default(null),
    kind: z.enum(['movie', 'sequence']),
    /** A movie file with its ending, or the folder of a sequence. */
    path: makesFile('video', 'recording.mov', 'Recording'),
    startFrame: z.number().int().min(0),
    endFrame: z.number().int().min(0),
    /** The codecs that every licence can write. */
    codec: z.enum(['mjpa', 'prores', 'hap', 'rle']).default('mjpa'),
    picture: z.enum(['png', 'jpeg', 'tiff', 'exr']).default('png'),
  }),
  result: z.object({
    path: z.string(),
    /** How many frames the timeline played; of a sequence the files are counted too. */
    frames: z.number().int(),
    fps: z.number(),
    files: z.array(z.string()).max(200_000),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})
