import { z } from 'zod'

/** Unique in the whole document, bodies included. */
export const NodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export type NodeId = z.infer<typeof NodeId>

export const PortKey = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** active: runs · bypassed: passes its main input through · muted: branch off · frozen: keeps stored outputs. */
export const NodeMode = z.enum(['active', 'bypassed', 'muted', 'frozen'])
export type NodeMode = z.infer<typeof NodeMode>

/** When and how often to try again. Only failures of kind `transient` are retried. */
export const RetryPolicy = z.strictObject({
  /** Tries in all, the first included. */
  attempts: z.number().int().min(1).max(20).default(3),
  backoffMs: z.number().int().min(0).max(3_600_000).default(1000),
  factor: z.number().min(1).max(10).default(2),
  maxBackoffMs: z.number().int().min(0).max(86_400_000).default(60_000),
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
})
export type NodePolicy = z.infer<typeof NodePolicy>

export const Origin = z.strictObject({
  by: z.enum(['person', 'ai', 'import']),
  promptId: z.string().max(64).optional(),
})

/** A placed instance of a node type. Params are stored by name with the node type's version. */
export const GraphNode = z.strictObject({
  type: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)+$/),
  version: z.number().int().min(1),
  name: z.string().max(120),
  params: z.record(z.string(), z.json()).default({}),
  /** Params shown as input ports, so that an edge can drive them. */
  promoted: z.array(z.string()).max(64).default([]),
  mode: NodeMode.default('active'),
  policy: NodePolicy.prefault({}),
  origin: Origin.default({ by: 'person' }),
  frozen: z.strictObject({ outputs: z.record(z.string(), z.json()) }).optional(),
})
export type GraphNode = z.infer<typeof GraphNode>

export const EdgeEnd = z.strictObject({ nodeId: NodeId, port: PortKey })
export type EdgeEnd = z.infer<typeof EdgeEnd>

export const Edge = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  source: EdgeEnd,
  target: EdgeEnd,
})
export type Edge = z.infer<typeof Edge>

/** Nodes and edges, nothing else. */
export const Graph = z.strictObject({
  nodes: z.record(NodeId, GraphNode).default({}),
  edges: z.array(Edge).max(100_000).default([]),
})
export type Graph = z.infer<typeof Graph>
