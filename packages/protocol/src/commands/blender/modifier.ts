import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, objectArgs, ReadValues, unchanged, Values } from './fields.ts'

/** The modifiers that may be added; simulations are baked by their own commands. */
const kinds = [
  'ARRAY',
  'BEVEL',
  'BOOLEAN',
  'BUILD',
  'CAST',
  'CURVE',
  'DECIMATE',
  'DISPLACE',
  'EDGE_SPLIT',
  'LATTICE',
  'MASK',
  'MIRROR',
  'NODES',
  'OCEAN',
  'REMESH',
  'SCREW',
  'SHRINKWRAP',
  'SIMPLE_DEFORM',
  'SKIN',
  'SMOOTH',
  'SOLIDIFY',
  'SUBSURF',
  'TRIANGULATE',
  'WARP',
  'WAVE',
  'WEIGHTED_NORMAL',
  'WELD',
  'WIREFRAME',
] as const

const modifier = BlenderName.meta({ title: 'Modifier', description: 'Its name on the object.' })
const values = Values.default({}).meta({
  title: 'Values',
  description: 'By Blender’s own names, such as count or levels; objects by their names.',
})
const ModifierFact = z.object({
  object: z.string(),
  name: z.string(),
  type: z.string(),
  showViewport: z.boolean(),
  showRender: z.boolean(),
  values: ReadValues,
})

/** Adds a modifier. A name that is taken gets a number. */
export const addModifier = defineCommand({
  app: 'blender',
  command: 'modifier.add',
  title: 'Add a modifier',
  description: 'Adds a modifier with its values at the end of an object’s stack.',
  args: z.strictObject({
    ...objectArgs,
    type: z.enum(kinds).meta({ title: 'Kind' }),
    name: unchanged(BlenderName).meta({ title: 'Name' }),
    group: unchanged(BlenderName).meta({
      title: 'Node group',
      description: 'For the kind NODES: which geometry node group of the file.',
    }),
    values,
  }),
  result: ModifierFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Sets values of a modifier; all or none are set. */
export const setModifier = defineCommand({
  app: 'blender',
  command: 'modifier.set',
  title: 'Set a modifier',
  description: 'Sets values of a modifier and where it shows.',
  args: z.strictObject({
    ...objectArgs,
    modifier,
    values,
    showViewport: unchanged(z.boolean()).meta({ title: 'In viewports' }),
    showRender: unchanged(z.boolean()).meta({ title: 'In renders' }),
  }),
  result: ModifierFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Takes a modifier off an object. */
export const removeModifier = defineCommand({
  app: 'blender',
  command: 'modifier.remove',
  title: 'Remove a modifier',
  description: 'Takes a modifier off an object.',
  args: z.strictObject({ ...objectArgs, modifier }),
  result: z.object({ object: z.string(), modifiers: z.array(z.string()) }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'no',
})

/** The modifiers of an object from first to last, with all simple values. */
export const listModifiers = defineCommand({
  app: 'blender',
  command: 'modifier.list',
  title: 'List modifiers',
  description: 'The modifiers of an object with their values.',
  args: z.strictObject(objectArgs),
  result: z.object({ modifiers: z.array(ModifierFact) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
