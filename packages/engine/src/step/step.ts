import { fail } from '@segue/protocol'
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { loadMachine } from '../machines/load.ts'
import type { NodeContext, NodeInput } from '../machines/nodeVerbs.ts'
import type { RunContext, RunInput } from '../machines/runVerbs.ts'
import { advance, begin, type WantedAction } from '../machines/scope.ts'
import type { Compiled, Effect, NodeEvent, PlanNode, Row, RunEvent, Step } from '../types.ts'
import { type Draft, partsOf } from './actor.ts'
import { type NodeMoment, nodeEffects } from './nodeEffects.ts'
import { type RunMoment, runEffects } from './runEffects.ts'

/** Snapshots of rows that are still in memory; a row from disk is resolved again. */
const snapshots = new WeakMap<Row, AnyMachineSnapshot>()

const machineHash = (compiled: Compiled, id: string): string => {
  const found = Object.entries(compiled.machines).find(([, config]) => (config as { id?: string }).id === id)
  return found?.[0] ?? ''
}

const nodeInput = ({ kind, repeatable, policy, upstream }: PlanNode): NodeInput => ({
  kind,
  repeatable,
  tries: policy.retry.attempts,
  pending: upstream.length + 1,
})

/** Snapshots of actors that have heard nothing yet; many nodes of many runs begin alike. */
const firsts = new Map<string, AnyMachineSnapshot>()

function firstSnapshot(
  hash: string,
  machine: AnyStateMachine,
  input: NodeInput | RunInput,
): AnyMachineSnapshot {
  const key = `${hash} ${Object.values(input).join(' ')}`
  const known = firsts.get(key)
  if (known) return known
  const { snapshot } = begin(machine, input)
  if (firsts.size < 10_000) firsts.set(key, snapshot)
  return snapshot
}

const unknownNode = (actor: string): never => {
  throw fail({
    code: 'node.unknown',
    message: `${actor} is no node of this run.`,
    hint: 'Address a node that the run was started with.',
    kind: 'bug',
  })
}

// A node actor has a node's context and events, a run actor a run's: the actor's key decides both.
const nodeDrafts = (action: WantedAction, at: Omit<NodeMoment, 'context'>): Draft[] =>
  nodeEffects[action.type]?.({ ...at, context: action.context as unknown as NodeContext }) ?? []

const runDrafts = (action: WantedAction, at: Omit<RunMoment, 'context'>): Draft[] =>
  runEffects[action.type]?.({ ...at, context: action.context as unknown as RunContext }) ?? []

/**
 * The reducer of one compiled recipe. The actor `run_x` is the run, `run_x/node` one node of it; an actor begins
 * with row null. Throws `node.unknown` for an actor that the plan does not have, and for nothing else: an event
 * that does not fit the state changes nothing.
 */
export function createStep(compiled: Compiled): Step {
  const nodes = new Map(compiled.plan.nodes.map((node) => [node.nodeId, node]))
  const hashes = { run: machineHash(compiled, 'run'), node: machineHash(compiled, 'node') }

  return function step(row, event, { actor, now }) {
    const { run, nodeId } = partsOf(actor)
    const node = nodeId === null ? null : (nodes.get(nodeId) ?? unknownNode(actor))
    const hash = row?.machine ?? (node ? hashes.node : hashes.run)
    const machine = loadMachine(hash, compiled)
    const input: NodeInput | RunInput = node ? nodeInput(node) : { unsettled: nodes.size }
    const before = row
      ? (snapshots.get(row) ?? machine.resolveState({ value: row.state, context: row.context }))
      : firstSnapshot(hash, machine, input)
    if (row && before.status === 'done') return { row, effects: [] }

    const { snapshot, actions } = advance(machine, before, event)
    const state = String(snapshot.value)
    const drafts = actions.flatMap((action) =>
      node
        ? nodeDrafts(action, { run, node, state, event: event as NodeEvent, now })
        : runDrafts(action, { run, nodes, state, event: event as RunEvent }),
    )
    const seq = row?.seq ?? 0
    const effects = drafts.map((draft, i): Effect => ({ ...draft, id: `${actor}#${seq + i + 1}` }))
    const next: Row = { actor, machine: hash, state, context: snapshot.context, seq: seq + effects.length }
    if (snapshot.status === 'active') snapshots.set(next, snapshot)
    return { row: next, effects }
  }
}
