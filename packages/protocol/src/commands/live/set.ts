import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { ClipFact } from './clip.ts'
import { LocatorFact } from './locator.ts'
import { SceneFact } from './scene.ts'
import { TrackFact } from './track.ts'

/** What is in the open set. Large sets take a while: Live is looked at in slices of a few milliseconds. */
export const snapshot = defineCommand({
  app: 'live',
  command: 'set.snapshot',
  title: 'Look at the set',
  description: 'The open set: tempo, meter, transport, tracks, scenes, locators and, if wanted, clips.',
  args: z.strictObject({
    clips: z
      .boolean()
      .default(true)
      .meta({ title: 'With clips', description: 'Large sets answer sooner without.' }),
    arrangement: z.boolean().default(false).meta({ title: 'With arrangement clips' }),
  }),
  result: z.object({
    name: z.string(),
    path: z.string().nullable(),
    tempo: z.number(),
    meter: z.object({ num: z.number().int(), den: z.number().int() }),
    playing: z.boolean(),
    beats: z.number(),
    /** End of the last clip or event in the arrangement. */
    lengthBeats: z.number(),
    loop: z.object({ on: z.boolean(), start: z.number(), length: z.number() }),
    metronome: z.boolean(),
    tracks: z.array(TrackFact),
    scenes: z.array(SceneFact),
    clips: z.array(ClipFact),
    locators: z.array(LocatorFact),
  }),
  effects: 'read',
  keepMs: 500,
  idempotent: true,
  cancellable: 'between_steps',
})
