import type { BodyOutput, Graph, InputTarget } from '@segue/protocol'
import type { Json } from '../types.ts'

/** What can be compiled: a recipe, or the body of a node, which is a small one. */
export interface Part {
  graph: Graph
  inputs: readonly { key: string; to: readonly InputTarget[]; default?: Json | undefined }[]
  outputs: readonly Pick<BodyOutput, 'key' | 'from'>[]
}

/** The name of an input target, whether port or param. */
export const portOf = (target: InputTarget): string => ('port' in target ? target.port : target.param)
