import { z } from 'zod'
import { AppId } from './app.ts'
import { PortType } from './port.ts'

/** What running a node can do outside its own outputs. */
export const Effect = z.enum([
  'read',
  'write-doc',
  'delete',
  'file',
  'network',
  'process',
  'code',
  'spend',
  'realtime',
])
export type Effect = z.infer<typeof Effect>

/** Where steps run: in the runner (quick and pure), in a worker process (media), or beside an application. */
export const LaneId = z.enum(['local', 'media', ...AppId.options])
export type LaneId = z.infer<typeof LaneId>

export const Category = z.enum(['input', 'sound', 'curves', 'scene', 'film', 'text', 'flow', 'output'])
export type Category = z.infer<typeof Category>

/** Node types that steer a run; each has a machine of its own in the engine. */
export const ControlKind = z.enum([
  'branch',
  'merge',
  'collect',
  'race',
  'onFailure',
  'wait',
  'approve',
  'map',
  'recipe',
])
export type ControlKind = z.infer<typeof ControlKind>

export const PortInfo = z.object({
  label: z.string(),
  type: PortType,
  required: z.boolean(),
  /** An output that may carry nothing; what it feeds is skipped then. */
  optional: z.boolean().optional(),
  help: z.string().optional(),
})
export type PortInfo = z.infer<typeof PortInfo>

/** A node type as the editor sees it: everything but `run`. `params` is the JSON Schema of its params. */
export const NodeTypeInfo = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  summary: z.string(),
  category: Category,
  keywords: z.array(z.string()),
  params: z.record(z.string(), z.json()),
  inputs: z.record(z.string(), PortInfo),
  outputs: z.record(z.string(), PortInfo),
  effects: z.array(Effect),
  repeatable: z.boolean(),
  lane: LaneId,
  /** Set for node types that steer a run; their ports depend on the placed node, see `portsOf`. */
  control: ControlKind.nullable(),
  /** Set for node types that are one command of an application. */
  app: AppId.optional(),
  /** Output port → input port, for bypassing. */
  passThrough: z.record(z.string(), z.string()),
  size: z.enum(['regular', 'wide']),
  /** Up to three params shown on the node itself. */
  inline: z.array(z.string()).max(3),
})
export type NodeTypeInfo = z.infer<typeof NodeTypeInfo>
