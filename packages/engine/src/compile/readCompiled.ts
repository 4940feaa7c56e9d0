import { NodePolicy } from '@segue/protocol'
import type { Compiled, PlanNode } from '../types.ts'

/** What plans of the version before did not say. */
const unsaid = {
  control: null,
  ports: null,
  cacheable: false,
  realtime: false,
  fresh: false,
  feeders: {},
  routes: {},
  caught: false,
  rivals: {},
  child: null,
} satisfies Partial<PlanNode>

/** A compiled recipe as it was stored, also by the version before; hash and machines stay as they are. */
export function readCompiled(stored: unknown): Compiled {
  // Only `compile` writes what is stored here; what it did not say yet is filled in.
  const compiled = stored as Compiled
  return {
    ...compiled,
    plan: {
      ...compiled.plan,
      nodes: compiled.plan.nodes.map((node) => ({
        ...unsaid,
        ...node,
        policy: NodePolicy.parse(node.policy),
        child: node.child ? readCompiled(node.child) : null,
      })),
    },
  }
}
