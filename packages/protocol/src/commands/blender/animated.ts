import { z } from 'zod'
import { BlenderName } from './fields.ts'

/** Which data-block: by what it is, and the name of it or of the object that shows it. */
export const ownerArgs = {
  owner: z.enum(['object', 'data', 'material', 'world', 'scene']).default('object').meta({
    title: 'Owner',
    description: 'data = the mesh, camera, light or curve that an object shows.',
  }),
  name: BlenderName.nullable().default(null).meta({
    title: 'Name',
    description: 'Of the object or material; the world and the scene need none.',
  }),
}

/** Which property of it. */
export const propertyArgs = {
  path: z.string().min(1).max(300).meta({
    title: 'Property',
    description: 'Blender’s own path, such as location, energy or ["low"].',
  }),
  index: z.number().int().min(-1).max(31).default(-1).meta({
    title: 'Place in it',
    description: '0 is x or red. -1 for a property that is one number.',
  }),
}

export const AnimatedProperty = z.strictObject({ ...ownerArgs, ...propertyArgs })

/** A curve as Blender keeps it. */
export const CurveFact = z.object({
  owner: z.string(),
  name: z.string(),
  path: z.string(),
  index: z.number().int(),
  action: z.string(),
  keys: z.number().int(),
  /** First and last frame with a key; null without keys. */
  range: z.array(z.number()).nullable(),
})
