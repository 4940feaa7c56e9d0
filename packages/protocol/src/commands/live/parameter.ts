import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { DeviceRef, TrackRef } from './ref.ts'

const owner = {
  device: DeviceRef,
  track: TrackRef.nullable()
    .default(null)
    .meta({ title: 'Track', description: 'Where the device is; not needed for a handle.' }),
}

/** What is told about a parameter. */
export const ParameterFact = z.object({
  name: z.string(),
  value: z.number(),
  min: z.number(),
  max: z.number(),
  /** The value in Live's words, such as `-12 dB`. */
  text: z.string(),
  /** The choices of a parameter that has some, by value from 0. */
  choices: z.array(z.string()),
  enabled: z.boolean(),
})

/** Reads parameters. */
export const getParameters = defineCommand({
  app: 'live',
  command: 'parameter.get',
  title: 'Read parameters',
  description: 'Values, ranges and words of the named parameters of a device, or of all.',
  args: z.strictObject({
    ...owner,
    names: z
      .array(z.string().max(200))
      .max(500)
      .default([])
      .meta({ title: 'Parameters', description: 'Empty: all.' }),
  }),
  result: z.object({ parameters: z.array(ParameterFact) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Sets one parameter. */
export const setParameter = defineCommand({
  app: 'live',
  command: 'parameter.set',
  title: 'Set a parameter',
  description: 'Sets one parameter of a device and reads it back.',
  args: z.strictObject({
    ...owner,
    name: z.string().min(1).max(200).meta({ title: 'Parameter' }),
    value: z.number().meta({ title: 'Value', description: 'Between the parameter’s own least and most.' }),
  }),
  result: ParameterFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
