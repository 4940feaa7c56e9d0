import { z } from 'zod'
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

/** The applications Segue drives. */
export const AppId = z.enum(['live', 'td', 'blender'])
export type AppId = z.infer<typeof AppId>

/** Where steps run: in the runner (quick and pure), in a worker process (media), or beside an application. */
export const LaneId = z.enum(['local', 'media', 'live', 'td', 'blender'])
export type LaneId = z.infer<typeof LaneId>

export const Category = z.enum(['input', 'sound', 'curves', 'scene', 'film', 'text', 'output'])
export type Category = z.infer<typeof Category>

export const PortInfo = z.object({
  label: z.string(),
  type: PortType,
  required: z.boolean(),
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
  /** Output port → input port, for bypassing. */
  passThrough: z.record(z.string(), z.string()),
  size: z.enum(['regular', 'wide']),
  /** Up to three params shown on the node itself. */
  inline: z.array(z.string()).max(3),
})
export type NodeTypeInfo = z.infer<typeof NodeTypeInfo>
