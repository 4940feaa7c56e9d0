import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { beats, ClipRef, lengthBeats } from './ref.ts'

/** One note, in beats from the start of the clip. */
export const Note = z.strictObject({
  pitch: z.number().int().min(0).max(127).meta({ title: 'Pitch', description: '60 is C3.' }),
  start: beats('Start', '', -100_000),
  duration: lengthBeats('Duration'),
  velocity: z.number().min(1).max(127).default(100).meta({ title: 'Velocity' }),
  mute: z.boolean().default(false).meta({ title: 'Off' }),
  probability: z.number().min(0).max(1).default(1).meta({ title: 'Chance' }),
  velocityDeviation: z.number().min(-127).max(127).default(0).meta({ title: 'Velocity deviation' }),
  releaseVelocity: z.number().min(0).max(127).default(64).meta({ title: 'Release velocity' }),
})
export type Note = z.infer<typeof Note>

/** Live goes through them in portions, so that it never stutters. */
const notes = (least: number) => z.array(Note).min(least).max(20_000).meta({ title: 'Notes' })

const area = {
  from: beats('From', '', -100_000).default(-8192).meta({ title: 'From', unit: 'beats' }),
  span: lengthBeats('Length').default(16_384).meta({ title: 'Length', unit: 'beats' }),
  pitch: z.number().int().min(0).max(127).default(0).meta({ title: 'Lowest pitch' }),
  pitches: z.number().int().min(1).max(128).default(128).meta({ title: 'Number of pitches' }),
}

/** Reads notes. */
export const getNotes = defineCommand({
  app: 'live',
  command: 'notes.get',
  title: 'Read notes',
  description: 'Reads the notes of a MIDI clip, all or those in an area.',
  args: z.strictObject({ clip: ClipRef, ...area }),
  result: z.object({ notes: z.array(Note) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Puts notes in the place of all that were there. */
export const setNotes = defineCommand({
  app: 'live',
  command: 'notes.set',
  title: 'Write notes',
  description: 'Puts notes into a MIDI clip in the place of all that were there.',
  args: z.strictObject({ clip: ClipRef, notes: notes(0) }),
  result: z.object({ count: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})

/** Adds notes. */
export const addNotes = defineCommand({
  app: 'live',
  command: 'notes.add',
  title: 'Add notes',
  description: 'Adds notes to a MIDI clip; the others stay.',
  args: z.strictObject({ clip: ClipRef, notes: notes(1) }),
  result: z.object({ count: z.number().int() }),
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
  progress: true,
})

/** Removes notes. */
export const removeNotes = defineCommand({
  app: 'live',
  command: 'notes.remove',
  title: 'Remove notes',
  description: 'Removes the notes of a MIDI clip, all or those in an area.',
  args: z.strictObject({ clip: ClipRef, ...area }),
  result: z.object({ count: z.number().int() }),
  effects: 'destructive',
  idempotent: true,
  cancellable: 'between_steps',
})
