import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { type PlacedPort, portsOf } from '../document/ports.ts'

/** The ports of a node as it shows them: inputs left, outputs right, on the same lines. */
export interface PortRows {
  inputs: readonly PlacedPort[]
  /** Inputs behind one line below the others; wires to them end there. */
  folded: readonly PlacedPort[]
  outputs: readonly PlacedPort[]
  /** Whether there is a line that folds or unfolds. */
  folds: boolean
  count: number
}

/** A recipe may have as many inputs as a form has fields; up to so many are no trouble on a node. */
const plenty = 6

/**
 * The lines of a node's ports. A recipe with many inputs shows those that are needed, and the others once it is
 * unfolded.
 */
export function portRows(type: NodeTypeInfo | undefined, node: GraphNode, unfolded: boolean): PortRows {
  const { inputs, outputs } = portsOf(type, node)
  const optional = inputs.filter(({ required }) => !required)
  const folds = type?.control === 'recipe' && inputs.length > plenty && optional.length > 1
  const folded = folds && !unfolded ? optional : []
  const shown = folded.length === 0 ? inputs : inputs.filter(({ required }) => required)
  const count = Math.max(shown.length + (folds ? 1 : 0), outputs.length)
  return { inputs: shown, folded, outputs, folds, count }
}
