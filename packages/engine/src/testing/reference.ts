import type { RunStatus, StepStatus } from '@segue/protocol'
import { testTypes } from './types.ts'
import type { World } from './world.ts'

/** How a world ends when nobody interferes. */
export interface Outcome {
  run: RunStatus
  nodes: Record<string, StepStatus>
  /** Attempts that ended by themselves. */
  attempts: Record<string, number>
  /** A failure stopped the run: nodes may be cancelled before they get where `nodes` says. */
  stopped: boolean
}

/**
 * What a run means, without machines, events or time: nodes one after the other, each as its feeders and its own
 * fate decide. The engine must agree with this for every graph.
 */
export function expectedOutcome({ recipe, endings }: World): Outcome {
  const nodes: Outcome['nodes'] = {}
  const attempts: Outcome['attempts'] = {}
  let failed = false
  let stopped = false

  const feedersOf = (nodeId: string, ports: readonly string[] | null) =>
    recipe.graph.edges
      .filter(({ target }) => target.nodeId === nodeId && (!ports || ports.includes(target.port)))
      .map(({ source }) => source.nodeId)

  const isRead = (nodeId: string): boolean => {
    const fed = recipe.graph.edges
      .filter(({ source }) => source.nodeId === nodeId)
      .map(({ target }) => target.nodeId)
    return fed.length === 0 || fed.some((id) => recipe.graph.nodes[id]?.mode === 'muted' || needsInputs(id))
  }
  const needsInputs = (nodeId: string) => recipe.graph.nodes[nodeId]?.mode !== 'frozen' && isRead(nodeId)

  function runNode(nodeId: string): StepStatus {
    const node = recipe.graph.nodes[nodeId]
    const fate = endings[nodeId] ?? []
    const tries = testTypes.get(node?.type ?? '')?.repeatable ? (node?.policy.retry.attempts ?? 1) : 1
    for (let attempt = 1; attempt <= tries; attempt++) {
      attempts[nodeId] = attempt
      if (fate[attempt - 1] === 'ok') return 'succeeded'
      if (fate[attempt - 1] === 'permanent') break
    }
    if (node?.policy.onFailure !== 'ignore') failed = true
    if (node?.policy.onFailure === 'stop') stopped = true
    return 'failed'
  }

  function statusOf(nodeId: string): StepStatus {
    const known = nodes[nodeId]
    if (known) return known
    const mode = recipe.graph.nodes[nodeId]?.mode
    if (mode === 'muted') return 'skipped'
    if (mode === 'frozen') return 'succeeded'
    if (!isRead(nodeId)) return 'skipped'
    const feeders = feedersOf(nodeId, mode === 'bypassed' ? ['in0'] : null)
    if (!feeders.every((feeder) => settle(feeder) === 'succeeded')) return 'skipped'
    return mode === 'bypassed' ? 'succeeded' : runNode(nodeId)
  }

  function settle(nodeId: string): StepStatus {
    const status = statusOf(nodeId)
    nodes[nodeId] = status
    return status
  }

  for (const nodeId of Object.keys(recipe.graph.nodes)) settle(nodeId)
  return { run: failed ? 'failed' : 'succeeded', nodes, attempts, stopped }
}
