import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Level, maybe, Pan } from './ref.ts'
import { TrackFact } from './track.ts'

const Mixer = z.object({
  volume: z.number(),
  pan: z.number(),
  /** Null where this Live does not tell. */
  cueVolume: z.number().nullable(),
  crossfader: z.number().nullable(),
  returns: z.array(TrackFact),
})

/** The main track and the returns. */
export const getMixer = defineCommand({
  app: 'live',
  command: 'mixer.get',
  title: 'Read the mixer',
  description: 'Volume, pan, cue volume and crossfader of the main track, and the return tracks.',
  args: z.strictObject({}),
  result: Mixer,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Changes the main track. Return tracks are tracks: see `track.set`. */
export const setMixer = defineCommand({
  app: 'live',
  command: 'mixer.set',
  title: 'Set the mixer',
  description: 'Sets volume, pan, cue volume and crossfader of the main track. What is empty stays.',
  args: z.strictObject({
    volume: maybe(Level),
    pan: maybe(Pan),
    cueVolume: Level.nullable().default(null).meta({ title: 'Cue volume' }),
    crossfader: Pan.nullable().default(null).meta({ title: 'Crossfader' }),
  }),
  result: Mixer,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
