import { z } from 'zod'
import { PortType } from './port.ts'

/** Unique in the whole document, bodies included. */
export const NodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export type NodeId = z.infer<typeof NodeId>

export const PortKey = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** active: runs · bypassed: passes its main input through · muted: branch off · frozen: keeps stored outputs. */
export const NodeMode = z.enum(['active', 'bypassed', 'muted', 'frozen'])
export type NodeMode = z.infer<typeof NodeMode>

/** When and how often to try again: after failures of kind `transient`, or after those that `retryIf` names. */
export const RetryPolicy = z.strictObject({
  /** Tries in all, the first included. */
  attempts: z.number().int().min(1).max(20).default(3),
  backoffMs: z.number().int().min(0).max(3_600_000).default(1000),
  /** The wait grows by this with every failure; 1 keeps it constant. */
  factor: z.number().min(1).max(10).default(2),
  maxBackoffMs: z.number().int().min(0).max(86_400_000).default(60_000),
  /** Part of the wait that chance takes away, 0–1. */
  jitter: z.number().min(0).max(1).default(0.5),
  /** Failure codes that are retried, `bridge.*` for all of a noun; empty = every transient failure. */
  retryIf: z
    .array(
      z
        .string()
        .max(100)
        .regex(/^[a-z0-9_.*-]+$/),
    )
    .max(20)
    .default([]),
})
export type RetryPolicy = z.infer<typeof RetryPolicy>

/**
 * stop: the run stops and fails · continue: other branches finish, then the run fails · ignore: what depends on
 * this step is skipped and the run may still succeed.
 */
export const OnFailure = z.enum(['stop', 'continue', 'ignore'])

export const NodePolicy = z.strictObject({
  retry: RetryPolicy.prefault({}),
  /** Longest time one attempt may take; `null` for none (renders have none). */
  timeoutMs: z
    .number()
    .int()
    .min(100)
    .max(7 * 86_400_000)
    .nullable()
    .default(null),
  onFailure: OnFailure.default('stop'),
  /** The machine this node must run on; `null` lets Segue choose. */
  machine: z.string().max(120).nullable().default(null),
  /** Names of things that only one step at a time may hold, besides those of its node type: `gpu`, `projector`. */
  locks: z
    .array(z.string().regex(/^[\w.-]{1,64}$/))
    .max(8)
    .default([]),
})
export type NodePolicy = z.infer<typeof NodePolicy>

export const Origin = z.strictObject({
  by: z.enum(['person', 'ai', 'import']),
  promptId: z.string().max(64).optional(),
})

export const EdgeEnd = z.strictObject({ nodeId: NodeId, port: PortKey })
export type EdgeEnd = z.infer<typeof EdgeEnd>

/** Where an input's value goes: a param of a node, or one of its input ports. */
export const InputTarget = z.union([
  z.strictObject({ nodeId: NodeId, param: z.string().max(64) }),
  z.strictObject({ nodeId: NodeId, port: PortKey }),
])
export type InputTarget = z.infer<typeof InputTarget>

export const Edge = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  source: EdgeEnd,
  target: EdgeEnd,
})
export type Edge = z.infer<typeof Edge>

const face = { key: PortKey, label: z.string().max(120), type: PortType }

/** An input of a body. It becomes an input port of the node that holds the body. */
export const BodyInput = z.strictObject({
  ...face,
  required: z.boolean().default(true),
  to: z.array(InputTarget).max(64).default([]),
})
export type BodyInput = z.infer<typeof BodyInput>

/** An output of a body. `type` is that of the port it comes from. */
export const BodyOutput = z.strictObject({ ...face, from: EdgeEnd })
export type BodyOutput = z.infer<typeof BodyOutput>

/** A published version of another recipe, as a node. A version never changes, so its face stands beside it. */
export const RecipeUse = z.strictObject({
  id: z.string().regex(/^rcp_[A-Za-z0-9_-]{1,64}$/),
  version: z.number().int().min(1),
  name: z.string().max(120),
  inputs: z.array(z.strictObject({ ...face, required: z.boolean() })).max(200),
  outputs: z.array(z.strictObject(face)).max(200),
})
export type RecipeUse = z.infer<typeof RecipeUse>

/** What a frozen node gives, by output port. */
export const Frozen = z.strictObject({ outputs: z.record(z.string(), z.json()) })
export type Frozen = z.infer<typeof Frozen>

/** A placed instance of a node type. Params are stored by name with the node type's version. */
export const GraphNode = z.strictObject({
  type: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]+)+$/),
  version: z.number().int().min(1),
  name: z.string().max(120),
  params: z.record(z.string(), z.json()).default({}),
  /** Params shown as input ports, so that an edge can drive them. */
  promoted: z.array(z.string()).max(64).default([]),
  mode: NodeMode.default('active'),
  policy: NodePolicy.prefault({}),
  origin: Origin.default({ by: 'person' }),
  frozen: Frozen.optional(),
  recipe: RecipeUse.optional(),
  /** The graph that a node such as `flow.map` runs for each item. */
  get body() {
    return Body.optional()
  },
})
export type GraphNode = z.infer<typeof GraphNode>

/** Nodes and edges, nothing else. */
export const Graph = z.strictObject({
  nodes: z.record(NodeId, GraphNode).default({}),
  edges: z.array(Edge).max(100_000).default([]),
})
export type Graph = z.infer<typeof Graph>

/** A graph inside a node. Node ids are unique in the whole document, bodies included. */
export const Body = z.strictObject({
  inputs: z.array(BodyInput).max(64).default([]),
  outputs: z.array(BodyOutput).max(64).default([]),
  get graph() {
    return Graph
  },
})
export type Body = z.infer<typeof Body>
