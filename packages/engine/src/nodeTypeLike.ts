import type { LaneId, PortType } from '@segue/protocol'
import type { z } from 'zod'

/** A port as far as the engine needs it. */
export interface PortLike {
  type: PortType
  label: string
  required: boolean
}

/** What the engine needs to know of a node type; the catalogue's node types fit. */
export interface NodeTypeLike {
  id: string
  version: number
  title: string
  params: z.ZodObject
  inputs: Record<string, PortLike>
  outputs: Record<string, PortLike>
  repeatable: boolean
  lane: LaneId
  /** Things that only one step at a time may hold, besides its lane. */
  locks?: readonly string[]
  /** Output port → input port, for bypassing. */
  passThrough?: Partial<Record<string, string>>
}

/** Node types by id. */
export type NodeTypes = ReadonlyMap<string, NodeTypeLike>
