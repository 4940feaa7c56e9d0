import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** What a MIDI message does. `clock` is one tick of 24 in a quarter note. */
export const MidiType = z.enum([
  'noteOn',
  'noteOff',
  'control',
  'program',
  'pitchBend',
  'pressure',
  'keyPressure',
  'start',
  'stop',
  'continue',
  'clock',
  'sysex',
])
export type MidiType = z.infer<typeof MidiType>

/** The longest system exclusive message, in bytes: what common drivers and devices take in one piece. */
export const maxSysexBytes = 8192

export const MidiChannel = z.number().int().min(1).max(16).meta({ title: 'Channel' })
export const MidiPortName = z.string().min(1).max(200).meta({ title: 'Port' })

/**
 * One MIDI message, flat. `number` is the note, controller or program. `value` is 0–127: velocity, control value or
 * pressure; of a pitch bend −8192–8191, 0 in the middle. `data` is what stands between F0 and F7.
 */
export const MidiMessage = z.strictObject({
  type: MidiType.meta({ title: 'Message' }),
  channel: MidiChannel.default(1),
  number: z.number().int().min(0).max(127).default(0).meta({ title: 'Note, controller or program' }),
  value: z.number().int().min(-8192).max(8191).default(0).meta({ title: 'Value' }),
  data: z
    .array(z.number().int().min(0).max(127))
    .max(maxSysexBytes)
    .default([])
    .meta({ title: 'System exclusive bytes' }),
})
export type MidiMessage = z.infer<typeof MidiMessage>

/** A message that came in, and where. */
export const HeardMidi = MidiMessage.extend({ port: z.string() })
export type HeardMidi = z.infer<typeof HeardMidi>

/** Sends one message. A message that is late is worth nothing, so it is never sent again by itself. */
export const sendMessage = defineCommand({
  app: 'midi',
  command: 'message.send',
  title: 'Send a MIDI message',
  description: 'Sends a note, controller, program, bend, clock or system exclusive message to a port.',
  args: z.strictObject({ port: MidiPortName, ...MidiMessage.shape }),
  result: z.object({ port: z.string(), bytes: z.number().int() }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
  realtime: true,
})

/** Waits for a message of one kind. Left out, channel, number and value fit any. */
export const awaitMessage = defineCommand({
  app: 'midi',
  command: 'message.await',
  title: 'Wait for a MIDI message',
  description: 'Waits until a matching message comes in, such as a pad or a pedal.',
  args: z.strictObject({
    port: MidiPortName,
    type: MidiType.default('noteOn').meta({ title: 'Message' }),
    channel: MidiChannel.nullable().default(null),
    number: z.number().int().min(0).max(127).nullable().default(null).meta({ title: 'Note or controller' }),
    /** The smallest value that counts: 64 for a pedal that is down. */
    atLeast: z.number().int().min(-8192).max(8191).nullable().default(null).meta({ title: 'At least' }),
    timeoutMs: z.number().int().min(1).max(86_400_000).default(60_000).meta({ title: 'Longest wait in ms' }),
  }),
  result: HeardMidi,
  effects: 'read',
  idempotent: true,
  cancellable: 'immediate',
  realtime: true,
})
