import type { NodeInput } from '../machines/context.ts'
import type { PlanNode } from '../types.ts'

/** Values that are there without any node: of the recipe's inputs, or set. */
const given = ({ inputs }: PlanNode): number =>
  Object.values(inputs).filter(({ from }) => from !== 'node').length

/** Nodes that go on when some of their inputs never come. */
const gathers: ReadonlySet<PlanNode['control']> = new Set(['merge', 'collect', 'race', 'onFailure'])

/** What the machine of a node starts with: what is as usual is left out, see `emptyNode`. Nodes of the version before (`isOld`) know less. */
export function inputOf(node: PlanNode, isOld: boolean): NodeInput {
  const { kind, repeatable, policy, upstream, control, feeders } = node
  const input: NodeInput = { kind, repeatable, tries: policy.retry.attempts, pending: upstream.length + 1 }
  if (isOld) return input
  const { realtime } = node
  const { retryIf } = policy.retry
  const deals = control === 'onFailure' && kind === 'action'
  return {
    ...input,
    ...(realtime ? { realtime } : {}),
    ...(retryIf.length > 0 ? { retryIf } : {}),
    // One that deals with failures has something to go on with until its input is skipped for another reason.
    ...(gathers.has(control) ? { arrived: deals ? 1 : given(node) } : {}),
    ...(deals ? { watched: feeders.in ?? null } : {}),
  }
}
