import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, objectArgs, unchanged } from './fields.ts'

const collection = BlenderName.meta({ title: 'Collection' })
const CollectionFact = z.object({
  name: z.string(),
  /** The collection that holds it; null directly in the scene. */
  parent: z.string().nullable(),
  objects: z.array(z.string()),
  hideRender: z.boolean(),
  hideViewport: z.boolean(),
  /** Left out of the view layer. */
  excluded: z.boolean(),
})

/** Makes a collection. A name that is taken gets a number. */
export const createCollection = defineCommand({
  app: 'blender',
  command: 'collection.create',
  title: 'Create a collection',
  description: 'Makes an empty collection in the scene or in another collection.',
  args: z.strictObject({
    name: BlenderName.meta({ title: 'Name' }),
    parent: unchanged(BlenderName).meta({ title: 'Inside', description: 'Empty = the scene itself.' }),
  }),
  result: CollectionFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Puts an object into a collection, beside the ones it is in or instead of them. */
export const linkObject = defineCommand({
  app: 'blender',
  command: 'collection.link',
  title: 'Put into a collection',
  description: 'Puts an object into a collection.',
  args: z.strictObject({
    ...objectArgs,
    collection,
    only: z
      .boolean()
      .default(false)
      .meta({ title: 'Only there', description: 'Takes it out of all others.' }),
  }),
  result: CollectionFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Takes an object out of a collection. The last one that holds it cannot lose it. */
export const unlinkObject = defineCommand({
  app: 'blender',
  command: 'collection.unlink',
  title: 'Take out of a collection',
  description: 'Takes an object out of a collection; it must be in another one as well.',
  args: z.strictObject({ ...objectArgs, collection }),
  result: CollectionFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Renames, hides or leaves out a collection. */
export const setCollection = defineCommand({
  app: 'blender',
  command: 'collection.set',
  title: 'Set a collection',
  description: 'Renames a collection, hides it or leaves it out of the view layer.',
  args: z.strictObject({
    collection,
    name: unchanged(BlenderName).meta({ title: 'New name' }),
    hideRender: unchanged(z.boolean()).meta({ title: 'Hide in renders' }),
    hideViewport: unchanged(z.boolean()).meta({ title: 'Hide in viewports' }),
    exclude: unchanged(z.boolean()).meta({ title: 'Leave out of the view layer' }),
  }),
  result: CollectionFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
