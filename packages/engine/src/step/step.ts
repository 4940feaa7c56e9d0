import { fail } from '@segue/protocol'
import type { AnyStateMachine } from 'xstate'
import { machineIdOf } from '../machines/configs.ts'
import type { NodeContext, NodeInput } from '../machines/context.ts'
import { loadMachine } from '../machines/load.ts'
import type { RunContext, RunInput } from '../machines/runVerbs.ts'
import { advance, begin, type Snapshot, snapshotOf, type WantedAction } from '../machines/transition.ts'
import type { Compiled, Effect, NodeEvent, PlanNode, Row, RunEvent, Step } from '../types.ts'
import { type Draft, partsOf } from './actor.ts'
import { inputOf } from './input.ts'
import type { NodeMoment } from './moment.ts'
import { nodeEffects } from './nodeEffects.ts'
import { type RunMoment, runEffects } from './runEffects.ts'

/** Snapshots of actors that have heard nothing yet; many nodes of many runs begin alike. */
const firsts = new Map<string, Snapshot>()

function firstSnapshot(hash: string, machine: AnyStateMachine, input: NodeInput | RunInput): Snapshot {
  const key = `${hash} ${JSON.stringify(input)}`
  const known = firsts.get(key)
  if (known) return known
  const first = begin(machine, input)
  if (firsts.size < 10_000) firsts.set(key, first)
  return first
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

/** A run may pass through states on its way; its parent hears only of the last one. */
const heard = (actions: readonly WantedAction[]): readonly WantedAction[] => {
  const last = actions.findLastIndex(({ type }) => type === 'tellParent')
  return actions.filter(({ type }, i) => type !== 'tellParent' || i === last)
}

const made = new WeakMap<Compiled, Step>()

/**
 * The reducer of one compiled recipe. The actor `run_x` is the run, `run_x/node` one node of it, and the same below a
 * child run of this recipe; an actor begins with row null. Throws `node.unknown` for an actor that the plan does not
 * have, and for nothing else: an event that does not fit the state changes nothing.
 */
export function createStep(compiled: Compiled): Step {
  const step = made.get(compiled) ?? makeStep(compiled)
  made.set(compiled, step)
  return step
}

function makeStep(compiled: Compiled): Step {
  const nodes = new Map(compiled.plan.nodes.map((node) => [node.nodeId, node]))
  const hashes = new Map(
    Object.entries(compiled.machines).map(([hash, config]) => [(config as { id?: string }).id, hash]),
  )
  const isOld = hashes.has('node')
  const begun = new Map<PlanNode | null, Snapshot>()
  const hashFor = (node: PlanNode | null): string =>
    hashes.get(node === null ? 'run' : isOld ? 'node' : machineIdOf(node)) ?? ''

  function beginWith(node: PlanNode | null, hash: string, machine: AnyStateMachine): Snapshot {
    const first = firstSnapshot(hash, machine, node ? inputOf(node, isOld) : { unsettled: nodes.size })
    begun.set(node, first)
    return first
  }

  return function step(row, event, { actor, now }) {
    const { run, nodeId } = partsOf(actor)
    const node = nodeId === null ? null : (nodes.get(nodeId) ?? unknownNode(actor))
    const hash = row?.machine ?? hashFor(node)
    const machine = loadMachine(hash, compiled)
    const before = row
      ? snapshotOf(machine, row.state, row.context)
      : (begun.get(node) ?? beginWith(node, hash, machine))
    if (row && before.status === 'done') return { row, effects: [] }

    const { snapshot, actions } = advance(machine, before, event)
    const { value: state } = snapshot
    const from = before.value
    const drafts = node
      ? actions.flatMap((action) => nodeDrafts(action, { run, node, state, event: event as NodeEvent, now }))
      : heard(actions).flatMap((action) =>
          runDrafts(action, { run, nodes, from, state, event: event as RunEvent }),
        )
    const seq = row?.seq ?? 0
    const effects = drafts.map((draft, i): Effect => Object.assign(draft, { id: `${actor}#${seq + i + 1}` }))
    const next: Row = { actor, machine: hash, state, context: snapshot.context, seq: seq + effects.length }
    return { row: next, effects }
  }
}
