import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { beats, maybe, TrackRef } from './ref.ts'

/** One recorded file. `track` is null for the whole mix. */
export const BouncedFile = z.object({
  track: z.string().max(40).nullable(),
  name: z.string(),
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  seconds: z.number(),
  sampleRate: z.number().int(),
})

/**
 * Records what the open set plays, in real time: Live has no export call. Temporary tracks record the mix or single
 * tracks in one pass; they are gone afterwards and everything is as before, also after a cancel.
 */
export const bounce = defineCommand({
  app: 'live',
  command: 'bounce.realtime',
  title: 'Bounce in real time',
  description:
    'Records the mix, or single tracks, while Live plays a range of the arrangement or what the session plays.',
  args: z.strictObject({
    /** A folder: one WAV file per track, or one of the mix. */
    out: makesFile('audio', 'bounce', 'Sound'),
    source: z
      .enum(['arrangement', 'session'])
      .default('arrangement')
      .meta({ title: 'Source', description: 'The arrangement, or the clips that are fired for it.' }),
    from: beats('From').default(0).meta({ title: 'From', unit: 'beats' }),
    to: maybe(beats('To', 'Empty: the end of the last clip of the arrangement.')),
    tracks: z
      .array(TrackRef)
      .max(64)
      .default([])
      .meta({ title: 'Tracks', description: 'One file per track; empty: one file of the whole mix.' }),
    scene: z
      .string()
      .max(200)
      .nullable()
      .default(null)
      .meta({ title: 'Scene', description: 'Of the session: the scene to fire; empty: what plays already.' }),
    /** Whether a set that plays may be stopped for it. */
    whilePlaying: z
      .boolean()
      .default(false)
      .meta({ title: 'Stop what plays', description: 'Otherwise a set that plays is left alone.' }),
    warmUp: z
      .boolean()
      .default(true)
      .meta({ title: 'Warm up', description: 'Plays for a moment first, so that samplers have loaded.' }),
    unattended: z.boolean().default(false).meta({
      title: 'Unattended',
      description: 'Refuses unless the expected set is open, stopped, and nothing is armed.',
    }),
    expectedSet: z
      .string()
      .max(4000)
      .nullable()
      .default(null)
      .meta({ title: 'Expected set', description: 'Path of the set that must be open when unattended.' }),
  }),
  result: z.object({
    files: z.array(BouncedFile),
    tempo: z.number(),
    from: z.number(),
    to: z.number(),
    warnings: z.array(z.string()).default([]),
  }),
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
  progress: true,
  realtime: true,
})
