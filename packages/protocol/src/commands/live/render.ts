import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile, readsFile } from '../../commandFile.ts'
import { MediaMeta } from '../../meta.ts'

/** How one track was heard in a render. */
export const TrackReport = z.object({
  track: z.string(),
  heard: z.enum(['recorded', 'sampled', 'sketched', 'silent']),
  note: z.string(),
})
export type TrackReport = z.infer<typeof TrackReport>

/** Renders a set to one WAV file. Only the stand-in can: Live itself has no such call, see `bounce.realtime`. */
export const renderSet = defineCommand({
  app: 'live',
  command: 'set.render',
  title: 'Render a Live Set',
  description: 'Renders a Live Set to a WAV file and reports per track what was heard.',
  args: z.strictObject({
    set: readsFile('file', 'Live Set'),
    /** Folder that relative sample paths start from, when known. */
    root: z.string().nullable(),
    out: makesFile('audio', 'set.wav', 'Sound'),
    sampleRate: z.number().int().default(48_000),
    fromSec: z.number().default(0),
    toSec: z.number().nullable().default(null),
  }),
  result: z.object({ path: z.string(), meta: MediaMeta, tracks: z.array(TrackReport) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})
