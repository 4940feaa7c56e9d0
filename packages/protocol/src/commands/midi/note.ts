import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { MidiChannel, MidiPortName } from './message.ts'

/** Plays a note or a chord and lets go of it, also when it is cancelled. */
export const playNote = defineCommand({
  app: 'midi',
  command: 'note.play',
  title: 'Play a note',
  description: 'Presses one or more keys, holds them and lets go, also when the step is cancelled.',
  args: z.strictObject({
    port: MidiPortName,
    channel: MidiChannel.default(1),
    notes: z.array(z.number().int().min(0).max(127)).min(1).max(32).default([60]).meta({ title: 'Notes' }),
    velocity: z.number().int().min(1).max(127).default(100).meta({ title: 'Velocity' }),
    durationMs: z.number().int().min(1).max(600_000).default(500).meta({ title: 'Length in ms' }),
  }),
  result: z.object({ port: z.string(), notes: z.array(z.number().int()) }),
  effects: 'write',
  idempotent: false,
  cancellable: 'immediate',
  realtime: true,
})

/** Silences everything: all notes off, all sound off and controllers back, on all channels. */
export const panic = defineCommand({
  app: 'midi',
  command: 'panic',
  title: 'MIDI panic',
  description: 'Ends every sounding note on one port, or on every port in use.',
  args: z.strictObject({ port: MidiPortName.nullable().default(null) }),
  result: z.object({ ports: z.array(z.string()) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})
