import type { z } from 'zod'
import type { NodeType, Port } from './defineNode.ts'

type Ports = Record<string, Port>

/**
 * Declares a node type that only computes: it waits for nothing, and touches nothing but its params and inputs. Its
 * steps are done within the commit that queued them, and the whole is done again when that commit never came to be.
 */
export function definePure<P extends z.ZodObject, I extends Ports, O extends Ports>(
  type: Omit<NodeType<P, I, O>, 'run' | 'compute' | 'effects' | 'repeatable' | 'lane'> &
    Required<Pick<NodeType<P, I, O>, 'compute'>>,
): NodeType<P, I, O> {
  return {
    ...type,
    effects: [],
    repeatable: true,
    lane: 'local',
    run: async (args) => type.compute(args),
  }
}
