import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Handle, TrackRef } from './ref.ts'

/** What is told about a device. */
export const DeviceFact = z.object({
  device: Handle,
  track: Handle,
  index: z.number().int(),
  name: z.string(),
  /** Live's own name of the kind, such as `Eq8`. */
  className: z.string(),
  kind: z.enum(['instrument', 'audioEffect', 'midiEffect', 'unknown']),
  on: z.boolean().nullable(),
})

/** The devices of a track. */
export const listDevices = defineCommand({
  app: 'live',
  command: 'device.list',
  title: 'List devices',
  description: 'The devices of a track, in order. What is inside racks is not listed.',
  args: z.strictObject({ track: TrackRef }),
  result: z.object({ devices: z.array(DeviceFact) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Puts one of Live's own devices on a track. */
export const insertDevice = defineCommand({
  app: 'live',
  command: 'device.insert',
  title: 'Insert a device',
  description:
    'Puts one of Live’s own devices on a track, by its name as the browser shows it. Needs Live 12.3.',
  args: z.strictObject({
    track: TrackRef,
    name: z
      .string()
      .min(1)
      .max(100)
      .meta({ title: 'Device', description: 'Such as Reverb or Operator; no racks, no plug-ins.' }),
    index: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .nullable()
      .default(null)
      .meta({ title: 'Place', description: 'Empty: last.' }),
  }),
  result: DeviceFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
})
