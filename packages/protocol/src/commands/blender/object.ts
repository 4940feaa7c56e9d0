import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, ObjectFact, objectArgs, PropertyValue, transformArgs, unchanged } from './fields.ts'

const kinds = [
  'cube',
  'sphere',
  'icosphere',
  'plane',
  'circle',
  'cylinder',
  'cone',
  'torus',
  'grid',
  'monkey',
  'text',
  'curve',
  'empty',
] as const

/** Makes one object. A name that is taken gets a number: read it back from the answer. */
export const createObject = defineCommand({
  app: 'blender',
  command: 'object.create',
  title: 'Create an object',
  description: 'Makes a primitive, a text, a curve or an empty in the open scene.',
  args: z.strictObject({
    kind: z.enum(kinds).default('cube').meta({ title: 'Kind' }),
    name: unchanged(BlenderName).meta({ title: 'Name', description: 'Empty = Blender’s own word for it.' }),
    size: z
      .number()
      .positive()
      .max(100_000)
      .default(2)
      .meta({ title: 'Size', description: 'Across; of a text, its height.', unit: 'm' }),
    ...transformArgs,
    text: z.string().max(10_000).default('').meta({ title: 'Text', description: 'What a text says.' }),
    points: z
      .array(z.array(z.number()).length(3))
      .max(10_000)
      .default([])
      .meta({ title: 'Points', description: 'The points a curve goes through; without any it is a circle.' }),
    collection: unchanged(BlenderName).meta({
      title: 'Collection',
      description: 'Empty = the scene itself.',
    }),
  }),
  result: ObjectFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Deletes one object; its mesh, camera or light too when nothing else shows it. */
export const deleteObject = defineCommand({
  app: 'blender',
  command: 'object.delete',
  title: 'Delete an object',
  description: 'Deletes an object; what hangs below it stays where it is, unless it goes too.',
  args: z.strictObject({
    ...objectArgs,
    children: z
      .boolean()
      .default(false)
      .meta({ title: 'With children', description: 'Deletes everything that hangs below it, too.' }),
  }),
  result: z.object({ deleted: z.array(z.string()) }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'no',
})

/** Makes a second one beside it, in the same collections. */
export const duplicateObject = defineCommand({
  app: 'blender',
  command: 'object.duplicate',
  title: 'Duplicate an object',
  description: 'Copies an object with its modifiers and materials into the same collections.',
  args: z.strictObject({
    ...objectArgs,
    name: unchanged(BlenderName).meta({ title: 'Name' }),
    linked: z
      .boolean()
      .default(false)
      .meta({ title: 'Linked', description: 'Both show the same mesh, camera or light.' }),
    ...transformArgs,
  }),
  result: ObjectFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Changes what an object is called, whether it shows, its colour and its custom properties. */
export const setObject = defineCommand({
  app: 'blender',
  command: 'object.set',
  title: 'Set an object',
  description: 'Renames, hides, colours an object and sets its custom properties.',
  args: z.strictObject({
    ...objectArgs,
    name: unchanged(BlenderName).meta({ title: 'New name' }),
    hideRender: unchanged(z.boolean()).meta({ title: 'Hide in renders' }),
    hideViewport: unchanged(z.boolean()).meta({ title: 'Hide in viewports' }),
    colour: unchanged(z.array(z.number().min(0)).length(4)).meta({
      title: 'Object colour',
      description: 'Linear red, green, blue, alpha.',
    }),
    properties: z
      .record(z.string().min(1).max(63), PropertyValue)
      .default({})
      .meta({ title: 'Custom properties' }),
  }),
  result: ObjectFact.extend({ properties: z.record(z.string(), z.json()) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Moves, turns and scales. What is null stays. */
export const setTransform = defineCommand({
  app: 'blender',
  command: 'object.transform',
  title: 'Move an object',
  description: 'Sets location, rotation in degrees and scale, or all at once as a matrix.',
  args: z.strictObject({
    ...objectArgs,
    ...transformArgs,
    matrix: unchanged(z.array(z.number()).length(16)).meta({
      title: 'World matrix',
      description: 'Sixteen numbers, row by row. Replaces the three above.',
    }),
    relative: z
      .boolean()
      .default(false)
      .meta({ title: 'Relative', description: 'Adds location and rotation, multiplies scale.' }),
  }),
  result: ObjectFact.extend({ matrix: z.array(z.number()) }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Hangs one object below another, or sets it free. */
export const parentObject = defineCommand({
  app: 'blender',
  command: 'object.parent',
  title: 'Parent an object',
  description: 'Hangs an object below another one, or below none.',
  args: z.strictObject({
    ...objectArgs,
    parent: unchanged(BlenderName).meta({ title: 'Parent', description: 'Empty = none.' }),
    keepPlace: z
      .boolean()
      .default(true)
      .meta({ title: 'Keep its place', description: 'It stays where it is seen.' }),
  }),
  result: ObjectFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** The objects of the open scene, by name. */
export const listObjects = defineCommand({
  app: 'blender',
  command: 'object.list',
  title: 'List objects',
  description: 'Objects of the open scene, all or those that fit.',
  args: z.strictObject({
    type: unchanged(z.string().max(40)).meta({
      title: 'Type',
      description: 'Blender’s word, such as MESH or CAMERA.',
    }),
    collection: unchanged(BlenderName).meta({ title: 'Collection', description: 'With those inside it.' }),
    name: z.string().max(63).default('').meta({ title: 'Name contains' }),
    limit: z.number().int().min(1).max(5000).default(500).meta({ title: 'At most' }),
  }),
  result: z.object({
    objects: z.array(ObjectFact),
    /** How many fit, shown or not. */
    total: z.number().int(),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
