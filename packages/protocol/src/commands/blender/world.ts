import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { Rgb, unchanged } from './fields.ts'

const strength = unchanged(z.number().min(0).max(1_000_000)).meta({ title: 'Strength' })
const WorldFact = z.object({
  world: z.string(),
  colour: z.array(z.number()),
  strength: z.number(),
  /** The picture around everything, if there is one. */
  image: z.string().nullable(),
})

/** Sets the background of the scene; a world is made when there is none. A colour takes a picture away. */
export const setWorld = defineCommand({
  app: 'blender',
  command: 'world.set',
  title: 'Set the background',
  description: 'Sets colour and strength of what surrounds the scene.',
  args: z.strictObject({
    colour: unchanged(Rgb).meta({ title: 'Colour', description: 'Linear red, green, blue.' }),
    strength,
  }),
  result: WorldFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Surrounds the scene with a panorama, such as an HDR picture of a sky. */
export const setWorldImage = defineCommand({
  app: 'blender',
  command: 'world.image',
  title: 'Surround with a picture',
  description: 'Surrounds and lights the scene with a panorama.',
  args: z.strictObject({
    image: readsFile('image', 'Panorama'),
    strength,
    turn: z
      .number()
      .min(-3600)
      .max(3600)
      .default(0)
      .meta({ title: 'Turn', description: 'Around the upright axis.', unit: '°' }),
    pack: z
      .boolean()
      .default(true)
      .meta({ title: 'Pack', description: 'Keeps the picture inside the Blender file.' }),
  }),
  result: WorldFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
