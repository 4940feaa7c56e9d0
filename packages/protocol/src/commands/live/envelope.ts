import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { beats, ClipRef, DeviceRef, lengthBeats, maybe } from './ref.ts'

/** Automates a parameter inside a session clip. */
export const setEnvelope = defineCommand({
  app: 'live',
  command: 'envelope.set',
  title: 'Automate in a clip',
  description:
    'Writes steps into the envelope of a session clip; the old envelope of that parameter goes. Without a device: volume, pan or a send of the track.',
  args: z.strictObject({
    clip: ClipRef,
    device: maybe(DeviceRef),
    parameter: z
      .string()
      .min(1)
      .max(200)
      .meta({ title: 'Parameter', description: 'Its name; of the track: Volume, Pan, Send A …' }),
    steps: z
      .array(
        z.strictObject({
          at: beats('At'),
          length: lengthBeats('Length'),
          value: z.number().meta({ title: 'Value' }),
        }),
      )
      .min(1)
      .max(20_000)
      .meta({ title: 'Steps' }),
  }),
  result: z.object({ parameter: z.string(), steps: z.number().int() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
  progress: true,
})
