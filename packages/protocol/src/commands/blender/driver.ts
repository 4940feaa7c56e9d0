import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { AnimatedProperty, ownerArgs, propertyArgs } from './animated.ts'

/** Lets other properties drive one number. There is no expression: nothing on the wire becomes code. */
export const setDriver = defineCommand({
  app: 'blender',
  command: 'driver.set',
  title: 'Drive a property',
  description: 'Lets other properties drive one number: their sum, mean, least or greatest × scale + offset.',
  args: z.strictObject({
    ...ownerArgs,
    ...propertyArgs,
    combine: z.enum(['sum', 'average', 'min', 'max']).default('sum').meta({ title: 'Combine by' }),
    sources: z.array(AnimatedProperty).min(1).max(16).meta({ title: 'Driven by' }),
    scale: z.number().default(1).meta({ title: 'Times' }),
    offset: z.number().default(0).meta({ title: 'Plus' }),
  }),
  result: z.object({
    owner: z.string(),
    name: z.string(),
    path: z.string(),
    index: z.number().int(),
    combine: z.string(),
    sources: z.number().int(),
    /** What the driven number is now. */
    now: z.number(),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Takes a driver off. */
export const removeDriver = defineCommand({
  app: 'blender',
  command: 'driver.remove',
  title: 'Remove a driver',
  description: 'Takes the driver off one number; it keeps the value it has now.',
  args: z.strictObject({ ...ownerArgs, ...propertyArgs }),
  result: z.object({ removed: z.boolean() }),
  effects: 'destructive',
  idempotent: true,
  cancellable: 'no',
})
