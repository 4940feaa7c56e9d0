import type { RunStatus } from '@segue/protocol'
import type { RunContext } from '../machines/runVerbs.ts'
import type { NodeEvent, PlanNode, RunEvent } from '../types.ts'
import { type Draft, nodeActor, parentOf } from './actor.ts'

/** What turns a run's action into effects. */
export interface RunMoment {
  run: string
  nodes: ReadonlyMap<string, PlanNode>
  /** State before the event, and the one that it leads to. */
  from: string
  state: string
  context: RunContext
  event: RunEvent
}

const toNodes = ({ run, nodes }: RunMoment, event: NodeEvent): Draft[] =>
  Array.from(nodes.keys(), (id) => ({ t: 'send', to: nodeActor(run, id), event }))

/** Run actions that leave the actor, by name. */
export const runEffects: Record<string, (at: RunMoment) => Draft[]> = {
  startNodes: (at) => toNodes(at, { type: 'START', seed: at.context.seed }),
  cancelNodes: (at) => {
    const reason =
      at.context.cause === 'person'
        ? 'The run was cancelled'
        : `The run stopped: ${at.context.failures[0]?.message ?? 'a step failed'}`
    return toNodes(at, { type: 'CANCEL', reason })
  },
  pauseNodes: (at) => toNodes(at, { type: 'PAUSE' }),
  resumeNodes: (at) => toNodes(at, { type: 'RESUME' }),
  retryNode: ({ run, nodes, event }) =>
    event.type === 'RETRY' && nodes.has(event.nodeId)
      ? [{ t: 'send', to: nodeActor(run, event.nodeId), event: { type: 'RETRY' } }]
      : [],
  show: ({ state, context }) => [
    // Every state of the run machine is named after the status that people see.
    { t: 'view', view: { of: 'run', status: state as RunStatus, failures: context.failures } },
  ],
  tellParent: ({ run, from, state, context }) => {
    const parent = parentOf(run)
    if (!parent || from === state) return []
    const event: NodeEvent = {
      type: 'CHILD.CHANGED',
      item: parent.item,
      from: from as RunStatus,
      status: state as RunStatus,
      failure: state === 'failed' ? (context.failures[0] ?? null) : null,
    }
    return [{ t: 'send', to: nodeActor(parent.run, parent.nodeId), event }]
  },
}
