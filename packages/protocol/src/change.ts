import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'
import {
  BodyInput,
  BodyOutput,
  Edge,
  Frozen,
  GraphNode,
  NodeId,
  NodeMode,
  NodePolicy,
  RecipeUse,
} from './graph.ts'
import { FramesAndNotes, Point, RecipeInput, RecipeOutput, RecipeTags } from './recipe.ts'

/**
 * One edit to the document. Every edit in Segue (mouse, keyboard, AI, import) is a list of these; undo is the list
 * of their inverses. Node and edge ids are unique in the whole document, so a change finds its node in any body.
 */
export const Change = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('node.add'),
    nodeId: NodeId,
    node: GraphNode,
    at: Point,
    /** The node into whose body it goes; `null` for the recipe's own graph. */
    in: NodeId.nullable().default(null),
  }),
  z.strictObject({ type: z.literal('node.remove'), nodeId: NodeId }),
  z.strictObject({ type: z.literal('node.move'), nodeId: NodeId, at: Point }),
  z.strictObject({ type: z.literal('node.rename'), nodeId: NodeId, name: z.string().max(120) }),
  /** `frozen` is what a frozen node gives; without it, what it gave before. In any other mode nothing is stored. */
  z.strictObject({
    type: z.literal('node.mode'),
    nodeId: NodeId,
    mode: NodeMode,
    frozen: Frozen.optional(),
  }),
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
  /** Goes into the graph that holds its source; its target must be there, too. */
  z.strictObject({ type: z.literal('edge.add'), edge: Edge }),
  z.strictObject({ type: z.literal('edge.remove'), edgeId: z.string().max(64) }),
  /** Inputs and outputs of a node's body, which are its ports. */
  z.strictObject({
    type: z.literal('body.face'),
    nodeId: NodeId,
    inputs: z.array(BodyInput).max(64),
    outputs: z.array(BodyOutput).max(64),
  }),
  /** The recipe and version that a node stands for. */
  z.strictObject({ type: z.literal('recipe.use'), nodeId: NodeId, recipe: RecipeUse }),
  z.strictObject({
    type: z.literal('recipe.set'),
    name: z.string().min(1).max(120).optional(),
    description: z.string().max(4000).optional(),
    tags: RecipeTags.optional(),
    cover: ArtifactRef.nullable().optional(),
  }),
  z.strictObject({ type: z.literal('layout.marks'), ...FramesAndNotes }),
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
