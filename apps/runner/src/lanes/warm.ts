import type { Compiled, PlanNode } from '@segue/engine'
import type { Hub } from '../bridges/hub.ts'
import type { Job, SqliteHost } from '../host/hostTypes.ts'

export interface WarmOptions {
  host: Pick<SqliteHost, 'runs'>
  hub: Pick<Hub, 'warm'>
}

const known = new WeakMap<Compiled, ReadonlySet<string>>()

/** Whether a node does something in Blender, itself or in what it runs inside. */
const isBlender = ({ lane, child }: PlanNode): boolean =>
  lane === 'blender' || (child?.plan.nodes.some(isBlender) ?? false)

/** Nodes on whose results one in Blender waits. */
function feedersOf(compiled: Compiled): ReadonlySet<string> {
  const before = known.get(compiled)
  if (before) return before
  const feeders = new Set<string>()
  for (const node of compiled.plan.nodes.toReversed()) {
    if (!isBlender(node) && !feeders.has(node.nodeId)) continue
    for (const entry of node.upstream) feeders.add(entry.split(':', 1)[0] ?? entry)
  }
  known.set(compiled, feeders)
  return feeders
}

/**
 * Starts Blender while the steps before it run, so that it is there when they are done. A step that begins has no
 * known result, so what it feeds has none either; steps that wait for the world may wait for days, and start nothing.
 */
export function warmAhead(
  { host, hub }: WarmOptions,
  begin: readonly Pick<Job, 'runId' | 'nodeId' | 'lane'>[],
) {
  for (const { runId, nodeId, lane } of begin) {
    const { compiled, providers } = host.runs.facts(runId)
    const node = compiled.plan.nodes.find((one) => one.nodeId === nodeId)
    const waits = node?.control != null && node.control !== 'map'
    if (lane !== 'blender' && !waits && feedersOf(compiled).has(nodeId))
      hub.warm('blender', providers.blender)
  }
}
