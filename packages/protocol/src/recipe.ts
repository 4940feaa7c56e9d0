import { z } from 'zod'
import { ArtifactRef } from './artifact.ts'
import { EdgeEnd, Graph, InputTarget, NodeId } from './graph.ts'
import { recipeFormat } from './newerRecipe.ts'
import { PortType } from './port.ts'

export const RecipeId = z.string().regex(/^rcp_[A-Za-z0-9_-]{1,64}$/)
export type RecipeId = z.infer<typeof RecipeId>

export const InputLimits = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  /** Allowed values, in the order a form lists them. */
  options: z.array(z.string()).max(200).optional(),
})

/** A knob of the whole recipe: filled in by a form, the command line or a trigger. */
export const RecipeInput = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/),
  label: z.string().max(120),
  type: PortType,
  required: z.boolean().default(false),
  default: z.json().optional(),
  group: z.string().max(60).optional(),
  help: z.string().max(600).optional(),
  limits: InputLimits.optional(),
  to: z.array(InputTarget).min(1).max(64),
})
export type RecipeInput = z.infer<typeof RecipeInput>

export const RecipeOutput = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/),
  label: z.string().max(120).optional(),
  from: EdgeEnd,
})
export type RecipeOutput = z.infer<typeof RecipeOutput>

export const Point = z.strictObject({ x: z.number(), y: z.number() })

/** What stands behind the nodes; the fields of a schema. */
export const FramesAndNotes = {
  frames: z
    .array(
      z.strictObject({
        id: z.string().max(64),
        title: z.string().max(120),
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
        colour: z.string().max(20).optional(),
      }),
    )
    .max(1000)
    .default([]),
  notes: z
    .array(
      z.strictObject({
        id: z.string().max(64),
        text: z.string().max(4000),
        x: z.number(),
        y: z.number(),
        width: z.number(),
      }),
    )
    .max(1000)
    .default([]),
}

/** Where things stand on the canvas. Never changes what a recipe means. */
export const Layout = z.strictObject({ nodes: z.record(NodeId, Point).default({}), ...FramesAndNotes })
export type Layout = z.infer<typeof Layout>

/** Words by which a person finds a recipe again. */
export const RecipeTags = z.array(z.string().trim().min(1).max(40)).max(20)

/** The document a person saves, shares and runs. */
export const Recipe = z.strictObject({
  schemaVersion: z.literal(recipeFormat),
  id: RecipeId,
  revision: z.number().int().nonnegative().default(0),
  name: z.string().min(1).max(120),
  description: z.string().max(4000).default(''),
  cover: ArtifactRef.nullable().default(null),
  tags: RecipeTags.default([]),
  inputs: z.array(RecipeInput).max(200).default([]),
  outputs: z.array(RecipeOutput).max(200).default([]),
  graph: Graph,
  layout: Layout.prefault({}),
})
export type Recipe = z.infer<typeof Recipe>
