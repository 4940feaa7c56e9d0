import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { BlenderName, objectArgs, PropertyValue, unchanged, Values } from './fields.ts'

const args = {
  ...objectArgs,
  modifier: unchanged(BlenderName).meta({
    title: 'Modifier',
    description: 'Its name on the object. Empty = the only one with nodes.',
  }),
}
const NodesInput = z.object({
  name: z.string(),
  /** Blender’s own id of the input, such as `Input_2` or `Socket_2`. */
  identifier: z.string(),
  /** `FLOAT`, `INT`, `BOOLEAN`, `VECTOR`, `RGBA`, `STRING`, `OBJECT`, `COLLECTION`, `MATERIAL`… */
  type: z.string(),
  value: z.union([PropertyValue, z.null()]),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

/** What a geometry-nodes modifier can be given. */
export const listNodesInputs = defineCommand({
  app: 'blender',
  command: 'geometry.inputs',
  title: 'List geometry-nodes inputs',
  description: 'Inputs of a geometry-nodes modifier with kinds, values and limits.',
  args: z.strictObject(args),
  result: z.object({ object: z.string(), modifier: z.string(), inputs: z.array(NodesInput) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Sets inputs by name or by identifier; all or none are set. */
export const setNodesInputs = defineCommand({
  app: 'blender',
  command: 'geometry.set',
  title: 'Set geometry-nodes inputs',
  description: 'Sets inputs of a geometry-nodes modifier, by name or by Blender’s id.',
  args: z.strictObject({
    ...args,
    values: Values.meta({
      title: 'Values',
      description: 'By name of the input; objects, collections and materials by their names.',
    }),
  }),
  result: z.object({ object: z.string(), modifier: z.string(), inputs: z.array(NodesInput) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
