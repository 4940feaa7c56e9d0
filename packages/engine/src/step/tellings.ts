import type { StepStatus } from '@segue/protocol'
import type { NodeContext } from '../machines/context.ts'
import { maxLosses } from '../machines/retry.ts'
import type { NodeEvent, PlanNode, RunEvent } from '../types.ts'
import { type Draft, nodeActor } from './actor.ts'
import type { NodeEffects, NodeMoment } from './moment.ts'
import { reasonOf } from './nodeView.ts'

const isParked = (context: NodeContext): boolean => context.repeatable && context.losses >= maxLosses

const toRun = (run: string, event: RunEvent): Draft => ({ t: 'send', to: run, event })

const toNodes = (run: string, ids: readonly string[], event: NodeEvent): Draft[] =>
  ids.map((id) => ({ t: 'send', to: nodeActor(run, id), event }))

/** Whether an output port that may be empty has a value. */
const carries = (port: string, { node, event }: NodeMoment): boolean => {
  if (node.kind === 'frozen' || node.kind === 'kept') return Object.hasOwn(node.frozen, port)
  if (node.kind === 'bypassed') return Object.hasOwn(node.inputs, node.passThrough[port] ?? '')
  if (event.type !== 'JOB.SUCCEEDED' && event.type !== 'DONE') return true
  return event.ports?.includes(port) ?? true
}

const succeeded = (at: NodeMoment): Draft[] => {
  const { run, node } = at
  const { nodeId } = node
  const told = toNodes(run, node.downstream, { type: 'UPSTREAM.SUCCEEDED', nodeId })
  for (const [port, ids] of Object.entries(node.routes)) {
    const reason = `Nothing came out of ${node.name}: ${node.ports?.outputs[port]?.label ?? port}`
    told.push(
      ...toNodes(
        run,
        ids,
        carries(port, at)
          ? { type: 'UPSTREAM.SUCCEEDED', nodeId, port }
          : { type: 'UPSTREAM.SKIPPED', nodeId, port, reason },
      ),
    )
  }
  return told
}

const skipped = (
  { run, node }: { run: string; node: PlanNode },
  reason: string,
  failure: NodeContext['failure'],
): Draft[] => {
  const event = {
    type: 'UPSTREAM.SKIPPED' as const,
    nodeId: node.nodeId,
    reason,
    ...(failure ? { failure } : {}),
  }
  return [
    ...toNodes(run, node.downstream, event),
    ...Object.entries(node.routes).flatMap(([port, ids]) => toNodes(run, ids, { ...event, port })),
  ]
}

/** What a node tells its neighbours and its run. */
export const tellings: NodeEffects = {
  tellHeld: ({ run, node, context }) => [
    toRun(run, {
      type: 'NODE.HELD',
      nodeId: node.nodeId,
      reason: context.reason ?? '',
      parked: isParked(context),
    }),
  ],
  tellReleased: ({ run, node, context }) => [
    toRun(run, { type: 'NODE.RELEASED', nodeId: node.nodeId, parked: isParked(context) }),
  ],
  tellSucceeded: succeeded,
  tellSkipped: (at) => skipped(at, reasonOf(at) ?? `${at.node.name} failed`, at.context.failure),
  tellCut: (at) => (at.context.cut ? skipped(at, `${at.node.name} was cancelled`, null) : []),
  tellSettled: ({ run, node, state, context }) => [
    toRun(run, {
      type: 'NODE.SETTLED',
      nodeId: node.nodeId,
      status: state as StepStatus, // only settled states ask for this
      failure: state === 'failed' ? context.failure : null,
      onFailure: node.caught ? 'ignore' : node.policy.onFailure,
      ...(state === 'cancelled' && context.cut ? { cut: true } : {}),
    }),
  ],
  stopRivals: ({ run, node, event }) => {
    if (event.type !== 'UPSTREAM.SUCCEEDED') return []
    const winner = event.port === undefined ? event.nodeId : `${event.nodeId}:${event.port}`
    return Object.entries(node.rivals)
      .filter(([entry]) => entry !== winner)
      .flatMap(([, ids]) => toNodes(run, ids, { type: 'CANCEL', reason: 'Another branch was first' }))
  },
}
