import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, ObjectFact, objectArgs, Rgb, transformArgs, unchanged } from './fields.ts'

const size = z.number().min(0).max(100_000)
const kinds = ['point', 'sun', 'spot', 'area'] as const
const shine = {
  energy: unchanged(z.number().min(-1e9).max(1e9)).meta({
    title: 'Power',
    description: 'Watts; of a sun, watts per square metre.',
    unit: 'W',
  }),
  colour: unchanged(Rgb).meta({ title: 'Colour', description: 'Linear red, green, blue.' }),
  size: unchanged(size).meta({
    title: 'Size',
    description: 'Radius of a point or spot, width of an area. Larger = softer shadows.',
    unit: 'm',
  }),
  angle: unchanged(z.number().min(0).max(180)).meta({
    title: 'Angle',
    description: 'The cone of a spot, or how large the sun looks.',
    unit: '°',
  }),
  blend: unchanged(z.number().min(0).max(1)).meta({
    title: 'Soft edge',
    description: 'Of the cone of a spot.',
  }),
  shadow: unchanged(z.boolean()).meta({ title: 'Casts shadows' }),
}
const LightFact = ObjectFact.extend({
  kind: z.string(),
  energy: z.number(),
  colour: z.array(z.number()),
  /** Null where this kind has none. */
  size: z.number().nullable(),
  angle: z.number().nullable(),
  blend: z.number().nullable(),
  shadow: z.boolean(),
})

/** Makes a light. */
export const createLight = defineCommand({
  app: 'blender',
  command: 'light.create',
  title: 'Create a light',
  description: 'Makes a light in the open scene.',
  args: z.strictObject({
    kind: z.enum(kinds).default('point').meta({ title: 'Kind' }),
    name: BlenderName.default('Light').meta({ title: 'Name' }),
    ...transformArgs,
    ...shine,
  }),
  result: LightFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Sets a light. What its kind does not have is refused. */
export const setLight = defineCommand({
  app: 'blender',
  command: 'light.set',
  title: 'Set a light',
  description: 'Sets power, colour, size and shape of a light.',
  args: z.strictObject({
    ...objectArgs,
    kind: unchanged(z.enum(kinds)).meta({ title: 'Kind' }),
    ...shine,
  }),
  result: LightFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
