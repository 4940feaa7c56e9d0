import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { CurveFact, ownerArgs, propertyArgs } from './animated.ts'

const interpolation = z
  .enum(['constant', 'linear', 'bezier'])
  .default('linear')
  .meta({ title: 'Between keys' })

/** Sets keys on one property. Keys at other frames stay unless `replace` is set. */
export const keyProperty = defineCommand({
  app: 'blender',
  command: 'curve.keys.set',
  title: 'Set keys',
  description: 'Sets keys on one number of a property.',
  args: z.strictObject({
    ...ownerArgs,
    ...propertyArgs,
    keys: z
      .array(z.object({ frame: z.number().min(-1_000_000).max(1_000_000), value: z.number() }))
      .min(1)
      .max(20_000)
      .meta({ title: 'Keys' }),
    interpolation,
    replace: z
      .boolean()
      .default(false)
      .meta({ title: 'Replace', description: 'Takes away all earlier keys of this curve.' }),
  }),
  result: CurveFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/**
 * Writes one channel of a channels file onto one property, a key per sample; earlier keys of that curve go. The curve
 * keeps its time: at another rate than the scene's its keys lie between frames.
 */
export const animateProperty = defineCommand({
  app: 'blender',
  command: 'curve.from_channel',
  title: 'Animate by a curve',
  description: 'Lets a curve of a channels file move one number of a property: value × scale + offset.',
  args: z.strictObject({
    ...ownerArgs,
    ...propertyArgs,
    curves: readsFile('channels', 'Curves'),
    channel: z.string().min(1).max(200).meta({ title: 'Curve', description: 'Its name, such as low.' }),
    scale: z.number().default(1).meta({ title: 'Times' }),
    offset: z.number().default(0).meta({ title: 'Plus' }),
    startFrame: z.number().int().default(1).meta({ title: 'First frame', unit: 'frames' }),
    interpolation,
  }),
  result: CurveFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** The keys of one curve. */
export const readCurve = defineCommand({
  app: 'blender',
  command: 'curve.get',
  title: 'Read a curve',
  description: 'Keys of one animated number, from first to last.',
  args: z.strictObject({
    ...ownerArgs,
    ...propertyArgs,
    limit: z.number().int().min(1).max(20_000).default(5000).meta({ title: 'At most' }),
  }),
  result: z.object({
    curve: CurveFact,
    keys: z.array(z.object({ frame: z.number(), value: z.number(), interpolation: z.string() })),
    /** Its value at the scene's present frame. */
    now: z.number(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** All curves of one data-block. */
export const listCurves = defineCommand({
  app: 'blender',
  command: 'curve.list',
  title: 'List curves',
  description: 'Everything that keys animate on an object, a material, the world or the scene.',
  args: z.strictObject(ownerArgs),
  result: z.object({ curves: z.array(CurveFact).max(5000) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Takes the keys of one property away. */
export const removeCurve = defineCommand({
  app: 'blender',
  command: 'curve.remove',
  title: 'Remove a curve',
  description: 'Takes all keys off one number; it keeps the value it has now.',
  args: z.strictObject({ ...ownerArgs, ...propertyArgs }),
  result: z.object({ removed: z.boolean() }),
  effects: 'destructive',
  idempotent: true,
  cancellable: 'no',
})
