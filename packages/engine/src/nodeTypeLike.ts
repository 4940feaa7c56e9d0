import type { ControlKind, Effect, LaneId, NodeMigration, PortType } from '@segue/protocol'
import type { z } from 'zod'

/** A port as far as the engine needs it. */
export interface PortLike {
  type: PortType
  label: string
  required: boolean
  /** An output that may carry nothing; what it feeds is skipped then. */
  optional?: boolean
}

/** What the engine needs to know of a node type; the catalogue's node types fit. */
export interface NodeTypeLike {
  id: string
  version: number
  title: string
  params: z.ZodObject
  /** By the version that they begin at: how a node of it becomes one of the next version. */
  migrations?: Readonly<Record<number, NodeMigration>>
  inputs: Record<string, PortLike>
  outputs: Record<string, PortLike>
  effects: readonly Effect[]
  /** Whether a crash in mid-step may simply run it again. */
  repeatable: boolean
  /** Whether hosts may look its result up instead of running it. */
  cacheable: boolean
  lane: LaneId
  /** Things that only one step at a time may hold, besides its lane. */
  locks?: readonly string[]
  /** Output port → input port, for bypassing. */
  passThrough?: Partial<Record<string, string>>
  /** Set for node types that steer a run: the machine is of their kind, and their ports are those of the placed node. */
  control?: ControlKind | null
}

/** Node types by id. */
export type NodeTypes = ReadonlyMap<string, NodeTypeLike>
