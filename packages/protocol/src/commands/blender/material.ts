import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { readsFile } from '../../commandFile.ts'
import { BlenderName, objectArgs, ReadValues, Rgb, unchanged, Values } from './fields.ts'

const material = BlenderName.meta({ title: 'Material' })
const unit = z.number().min(0).max(1)
const surface = {
  colour: unchanged(Rgb).meta({ title: 'Base colour', description: 'Linear red, green, blue.' }),
  metallic: unchanged(unit).meta({ title: 'Metallic' }),
  roughness: unchanged(unit).meta({ title: 'Roughness' }),
  alpha: unchanged(unit).meta({ title: 'Alpha' }),
  emission: unchanged(Rgb).meta({ title: 'Glow colour', description: 'Linear red, green, blue.' }),
  emissionStrength: unchanged(z.number().min(0).max(1_000_000)).meta({ title: 'Glow strength' }),
  inputs: Values.default({}).meta({
    title: 'Other inputs',
    description: 'By the name of the input on the Principled shader; names of Blender 3 and 4 both work.',
  }),
}
const MaterialFact = z.object({
  material: z.string(),
  /** Inputs of its Principled shader by the names this Blender has; what a link feeds is left out. */
  inputs: ReadValues,
  users: z.number().int(),
})

/** Makes a material with a Principled shader. A name that is taken gets a number. */
export const createMaterial = defineCommand({
  app: 'blender',
  command: 'material.create',
  title: 'Create a material',
  description: 'Makes a material with a Principled shader.',
  args: z.strictObject({ name: BlenderName.meta({ title: 'Name' }), ...surface }),
  result: MaterialFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Sets inputs of a material's Principled shader; all or none are set. A link on such an input is refused. */
export const setMaterial = defineCommand({
  app: 'blender',
  command: 'material.set',
  title: 'Set a material',
  description: 'Sets colours and values of a material.',
  args: z.strictObject({ material, ...surface }),
  result: MaterialFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Feeds an input of a material from a picture; an earlier picture of Segue's on that input is replaced. */
export const setMaterialImage = defineCommand({
  app: 'blender',
  command: 'material.image',
  title: 'Put a picture on a material',
  description: 'Feeds an input of a material from a picture.',
  args: z.strictObject({
    material,
    image: readsFile('image', 'Picture'),
    input: z.string().min(1).max(120).default('Base Color').meta({
      title: 'Input',
      description: 'Name of the input on the Principled shader.',
    }),
    pack: z
      .boolean()
      .default(true)
      .meta({ title: 'Pack', description: 'Keeps the picture inside the Blender file.' }),
  }),
  result: z.object({
    material: z.string(),
    input: z.string(),
    image: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Gives an object a material, in a slot that is made when missing. */
export const assignMaterial = defineCommand({
  app: 'blender',
  command: 'material.assign',
  title: 'Give an object a material',
  description: 'Puts a material into a slot of an object.',
  args: z.strictObject({
    ...objectArgs,
    material: unchanged(BlenderName).meta({ title: 'Material', description: 'Empty = none.' }),
    slot: z.number().int().min(0).max(31).default(0).meta({ title: 'Slot', description: 'The first is 0.' }),
  }),
  result: z.object({ object: z.string(), slots: z.array(z.string().nullable()) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
