import type { NodeContext } from '../machines/context.ts'
import type { NodeEvent, PlanNode } from '../types.ts'
import type { Draft } from './actor.ts'

/** What turns a node's action into effects. */
export interface NodeMoment {
  /** The run that the node belongs to. */
  run: string
  node: PlanNode
  /** The state that the event leads to. */
  state: string
  /** As it is when the action is asked for. */
  context: NodeContext
  event: NodeEvent
  /** Epoch milliseconds. */
  now: number
}

/** Node actions by name, and the effects that each becomes. */
export type NodeEffects = Record<string, (at: NodeMoment) => Draft[]>
