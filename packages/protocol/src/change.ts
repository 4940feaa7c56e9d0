import { z } from 'zod'
import { Edge, GraphNode, NodeId, NodeMode, NodePolicy } from './graph.ts'
import { Point, RecipeInput, RecipeOutput } from './recipe.ts'

/**
 * One edit to the document. Every edit in Segue (mouse, keyboard, AI, import) is a list of these; undo is the list
 * of their inverses.
 */
export const Change = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('node.add'), nodeId: NodeId, node: GraphNode, at: Point }),
  z.strictObject({ type: z.literal('node.remove'), nodeId: NodeId }),
  z.strictObject({ type: z.literal('node.move'), nodeId: NodeId, at: Point }),
  z.strictObject({ type: z.literal('node.rename'), nodeId: NodeId, name: z.string().max(120) }),
  z.strictObject({ type: z.literal('node.mode'), nodeId: NodeId, mode: NodeMode }),
  z.strictObject({ type: z.literal('node.policy'), nodeId: NodeId, policy: NodePolicy }),
  z.strictObject({ type: z.literal('node.promote'), nodeId: NodeId, promoted: z.array(z.string()).max(64) }),
  /** `value: null` with `unset: true` puts the param back to its default. */
  z.strictObject({
    type: z.literal('param.set'),
    nodeId: NodeId,
    param: z.string().max(64),
    value: z.json(),
    unset: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('edge.add'), edge: Edge }),
  z.strictObject({ type: z.literal('edge.remove'), edgeId: z.string().max(64) }),
  z.strictObject({
    type: z.literal('recipe.set'),
    name: z.string().min(1).max(120).optional(),
    description: z.string().max(4000).optional(),
  }),
  z.strictObject({ type: z.literal('inputs.set'), inputs: z.array(RecipeInput).max(200) }),
  z.strictObject({ type: z.literal('outputs.set'), outputs: z.array(RecipeOutput).max(200) }),
])
export type Change = z.infer<typeof Change>

/** A list of changes against one revision of a recipe. */
export const GraphPatch = z.strictObject({
  base: z.number().int().nonnegative(),
  changes: z.array(Change).min(1).max(10_000),
})
export type GraphPatch = z.infer<typeof GraphPatch>
