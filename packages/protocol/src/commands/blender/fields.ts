import { z } from 'zod'

/** A name as Blender shows it. Blender counts 63 bytes; a longer one is refused by the bridge. */
export const BlenderName = z.string().min(1).max(63)

/** Which object. With `uid` it is never another one that later got its name: such a call ends as `stale_handle`. */
export const objectArgs = {
  object: BlenderName.meta({ title: 'Object', description: 'Name of the object in the open scene.' }),
  uid: z.number().int().nullable().default(null).meta({
    title: 'Object number',
    description: 'The number from an earlier answer. Makes sure that it is still the same object.',
  }),
}

/** An argument that leaves things as they are when it is null. */
export const unchanged = <T extends z.ZodType>(type: T) => type.nullable().default(null)

export const Vector = z.array(z.number()).length(3)
/** Linear red, green, blue. */
export const Rgb = z.array(z.number().min(0)).length(3)

/** Where an object is, how it is turned and how large: null leaves it. */
export const transformArgs = {
  location: unchanged(Vector).meta({ title: 'Location', unit: 'm' }),
  rotation: unchanged(Vector).meta({ title: 'Rotation', description: 'Around x, y and z.', unit: '°' }),
  scale: unchanged(Vector).meta({ title: 'Scale' }),
}

/** A value that a property of Blender can take; data-blocks are meant by their names. */
export const PropertyValue = z.union([
  z.number(),
  z.boolean(),
  z.string().max(400),
  z.array(z.union([z.number(), z.boolean()])).max(32),
])

/** Values by name of a property or socket. */
export const Values = z.record(z.string().min(1).max(120), PropertyValue)
/** The same, read back; null where a property points at nothing. */
export const ReadValues = z.record(z.string(), z.union([PropertyValue, z.null()]))

/** What is told about an object. Rotation in degrees around x, y and z; all in the space of its parent. */
export const ObjectFact = z.object({
  name: z.string(),
  uid: z.number().int(),
  /** Blender's word: `MESH`, `CAMERA`, `EMPTY`… */
  type: z.string(),
  location: z.array(z.number()),
  rotation: z.array(z.number()),
  scale: z.array(z.number()),
  parent: z.string().nullable(),
  collections: z.array(z.string()),
  /** Name of what it shows: a mesh, camera, light; null for an empty. */
  data: z.string().nullable(),
  materials: z.array(z.string()),
  hideRender: z.boolean(),
  hideViewport: z.boolean(),
})

/** What a command that wrote a file tells about it. */
export const WrittenFile = z.object({ path: z.string(), bytes: z.number().int() })
