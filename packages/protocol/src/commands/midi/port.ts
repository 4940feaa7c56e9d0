import { z } from 'zod'
import { defineCommand } from '../../command.ts'

/** A port as this machine names it. A virtual one exists in Segue only: what is sent to it comes in on it. */
const MidiPort = z.object({ name: z.string(), virtual: z.boolean() })

/** What can be sent to and listened to now. */
export const listPorts = defineCommand({
  app: 'midi',
  command: 'ports.list',
  title: 'MIDI ports',
  description: 'The MIDI inputs and outputs that are here now.',
  args: z.strictObject({}),
  result: z.object({
    inputs: z.array(MidiPort),
    outputs: z.array(MidiPort),
    /** Why there are no devices; empty when they can be reached. */
    detail: z.string(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
