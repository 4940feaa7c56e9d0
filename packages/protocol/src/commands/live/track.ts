import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Colour, Handle, Level, maybe, Name, NewName, Pan, TrackRef } from './ref.ts'

/** What is told about a track. What it does not have (a group cannot be armed) is null. */
export const TrackFact = z.object({
  track: Handle,
  /** Place among its kind: tracks, returns; the main track is 0. */
  index: z.number().int(),
  name: z.string(),
  kind: z.enum(['midi', 'audio', 'group', 'return', 'master']),
  color: z.string(),
  /** The group it is in. */
  group: Handle.nullable(),
  arm: z.boolean().nullable(),
  mute: z.boolean().nullable(),
  solo: z.boolean().nullable(),
  monitoring: z.enum(['in', 'auto', 'off']).nullable(),
  volume: z.number(),
  pan: z.number(),
  sends: z.array(z.number()),
})

const Settings = {
  color: maybe(Colour),
  arm: z.boolean().nullable().default(null).meta({ title: 'Arm' }),
  mute: z.boolean().nullable().default(null).meta({ title: 'Mute' }),
  solo: z.boolean().nullable().default(null).meta({ title: 'Solo' }),
  monitoring: z.enum(['in', 'auto', 'off']).nullable().default(null).meta({ title: 'Monitoring' }),
  volume: maybe(Level),
  pan: maybe(Pan),
  sends: z
    .array(Level.nullable())
    .max(12)
    .default([])
    .meta({ title: 'Sends', description: 'One level per return track, in order; an empty one stays.' }),
}

/** All tracks with their mixer settings. */
export const listTracks = defineCommand({
  app: 'live',
  command: 'track.list',
  title: 'List the tracks',
  description: 'All tracks, returns and the main track, with their handles and mixer settings.',
  args: z.strictObject({}),
  result: z.object({ tracks: z.array(TrackFact) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Makes a track. */
export const createTrack = defineCommand({
  app: 'live',
  command: 'track.create',
  title: 'Create a track',
  description: 'Makes an audio, MIDI or return track.',
  args: z.strictObject({
    kind: z.enum(['midi', 'audio', 'return']).default('midi').meta({ title: 'Kind' }),
    name: NewName,
    index: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .nullable()
      .default(null)
      .meta({ title: 'Place', description: '0 is first; empty is last. Return tracks are always last.' }),
    color: maybe(Colour),
  }),
  result: TrackFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Deletes a track. */
export const deleteTrack = defineCommand({
  app: 'live',
  command: 'track.delete',
  title: 'Delete a track',
  description: 'Deletes a track with all that is on it. Undo brings it back.',
  args: z.strictObject({ track: TrackRef }),
  result: z.object({ name: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Copies a track beside itself. */
export const duplicateTrack = defineCommand({
  app: 'live',
  command: 'track.duplicate',
  title: 'Duplicate a track',
  description: 'Copies a track with its devices and clips; the copy stands behind it.',
  args: z.strictObject({ track: TrackRef, name: NewName }),
  result: TrackFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Changes a track. What is null stays as it is. */
export const setTrack = defineCommand({
  app: 'live',
  command: 'track.set',
  title: 'Change a track',
  description: 'Sets name, colour, arm, mute, solo, monitoring, volume, pan and sends. What is empty stays.',
  args: z.strictObject({ track: TrackRef, name: maybe(Name), ...Settings }),
  result: TrackFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
