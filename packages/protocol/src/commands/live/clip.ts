import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import {
  beats,
  ClipRef,
  Colour,
  Handle,
  lengthBeats,
  maybe,
  Name,
  NewName,
  SceneRef,
  TrackRef,
} from './ref.ts'

/** What is told about a clip. `scene` is null in the arrangement, `start` in the session. */
export const ClipFact = z.object({
  clip: Handle,
  track: Handle,
  scene: Handle.nullable(),
  name: z.string(),
  kind: z.enum(['midi', 'audio']),
  color: z.string(),
  start: z.number().nullable(),
  /** Beats; seconds for an audio clip that is not warped. */
  length: z.number(),
  looping: z.boolean(),
  muted: z.boolean(),
  state: z.enum(['stopped', 'triggered', 'playing', 'recording']),
  file: z.string().nullable(),
})

const made = {
  app: 'live',
  result: ClipFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
} as const

/** Makes an empty MIDI clip in a slot. */
export const createClip = defineCommand({
  ...made,
  command: 'clip.create',
  title: 'Create a MIDI clip',
  description: 'Makes an empty MIDI clip in an empty slot of a MIDI track.',
  args: z.strictObject({
    track: TrackRef,
    scene: SceneRef,
    length: lengthBeats('Length').default(4).meta({ title: 'Length', unit: 'beats' }),
    name: NewName,
  }),
})

/** Makes an empty MIDI clip in the arrangement. */
export const createArrangementClip = defineCommand({
  ...made,
  command: 'clip.arrange',
  title: 'Create a MIDI clip in the arrangement',
  description: 'Makes an empty MIDI clip in the arrangement of a MIDI track. Needs Live 12.',
  args: z.strictObject({
    track: TrackRef,
    start: beats('Start'),
    length: lengthBeats('Length').default(4).meta({ title: 'Length', unit: 'beats' }),
    name: NewName,
  }),
})

/** Puts a sound file into a slot or into the arrangement. */
export const createAudioClip = defineCommand({
  ...made,
  command: 'clip.audio',
  title: 'Create an audio clip',
  description: 'Puts a sound file into an empty slot or into the arrangement. Needs Live 12.0.5.',
  args: z.strictObject({
    track: TrackRef,
    file: readsFile('audio', 'Sound'),
    scene: SceneRef.nullable()
      .default(null)
      .meta({ title: 'Scene', description: 'Scene of the slot; empty for the arrangement.' }),
    start: beats('Start').default(0).meta({
      title: 'Start',
      description: 'Position in the arrangement; only without a scene.',
      unit: 'beats',
    }),
    name: NewName,
  }),
})

/** Deletes a clip. */
export const deleteClip = defineCommand({
  app: 'live',
  command: 'clip.delete',
  title: 'Delete a clip',
  description: 'Deletes a clip. Undo brings it back.',
  args: z.strictObject({ clip: ClipRef }),
  result: z.object({ name: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Changes a clip. What is null stays as it is. */
export const setClip = defineCommand({
  ...made,
  command: 'clip.set',
  title: 'Change a clip',
  description:
    'Sets name, colour, loop, mute, and of audio clips gain, pitch and warping. What is empty stays.',
  args: z.strictObject({
    clip: ClipRef,
    name: maybe(Name),
    color: maybe(Colour),
    looping: z.boolean().nullable().default(null).meta({ title: 'Loop' }),
    loopStart: maybe(beats('Loop start', '', -100_000)),
    loopEnd: maybe(beats('Loop end', '', -100_000)),
    muted: z.boolean().nullable().default(null).meta({ title: 'Off' }),
    gain: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .default(null)
      .meta({ title: 'Gain', description: 'Of an audio clip; 0.4 is about 0 dB.' }),
    pitch: z
      .number()
      .int()
      .min(-48)
      .max(48)
      .nullable()
      .default(null)
      .meta({ title: 'Transpose', unit: 'semitones' }),
    warping: z.boolean().nullable().default(null).meta({ title: 'Warp' }),
  }),
  idempotent: true,
})

/** Starts a clip. */
export const fireClip = defineCommand({
  ...made,
  command: 'clip.fire',
  title: 'Start a clip',
  description: 'Starts a session clip at the next step of the launch quantisation.',
  args: z.strictObject({ clip: ClipRef }),
  cancellable: 'no',
})

/** Stops a clip. */
export const stopClip = defineCommand({
  ...made,
  command: 'clip.stop',
  title: 'Stop a clip',
  description: 'Stops a session clip at the next step of the launch quantisation.',
  args: z.strictObject({ clip: ClipRef }),
  idempotent: true,
  cancellable: 'no',
})
