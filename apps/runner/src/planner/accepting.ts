import { validate } from '@segue/engine'
import { choose, type PlannerTypes } from '@segue/planner'
import { applyChanges, type Change, diffRecipes, fail, type Proposal, type Recipe } from '@segue/protocol'
import { FailuresError } from '../services/startRun.ts'

/** What a list of changes touches of a recipe that is there: nodes, wires, and its face. */
function touchedBy(changes: readonly Change[]): {
  nodes: Set<string>
  edges: Set<string>
  face: Set<string>
} {
  const [nodes, edges, face] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const change of changes) {
    if (change.type === 'edge.add') {
      nodes.add(change.edge.source.nodeId)
      nodes.add(change.edge.target.nodeId)
    } else if (change.type === 'edge.remove') edges.add(change.edgeId)
    else if ('nodeId' in change) nodes.add(change.nodeId)
    else face.add(change.type)
  }
  return { nodes, edges, face }
}

/** Whether a recipe has changed, since a proposal was made for it, where the proposal changes it. */
export function isStale(base: Recipe, now: Recipe, changes: readonly Change[]): boolean {
  if (base.revision === now.revision) return false
  const since = diffRecipes(base, now)
  const { nodes, edges, face } = touchedBy(changes)
  const moved = ({ added, removed, changed }: typeof since.inputs) =>
    added.length + removed.length + changed.length > 0
  return (
    [...since.nodes.added, ...since.nodes.removed, ...since.nodes.changed].some(({ nodeId }) =>
      nodes.has(nodeId),
    ) ||
    since.edges.removed.some(({ edgeId }) => edges.has(edgeId)) ||
    since.edges.added.some(({ target }) => nodes.has(target.nodeId)) ||
    (face.has('inputs.set') && moved(since.inputs)) ||
    (face.has('outputs.set') && moved(since.outputs)) ||
    (face.has('recipe.set') && since.head.length > 0)
  )
}

const stale = () =>
  fail({
    code: 'proposal.stale',
    message: 'The recipe has changed since, in the same places as the proposal.',
    hint: 'Ask again; the new answer knows the recipe as it is now.',
    kind: 'input',
  })

/**
 * The changes of a proposal without some of its parts, for the recipe as it is now. Fails with `proposal.stale`, or
 * with every failure of the validator that neither the recipe nor the whole proposal has: what a person has seen.
 */
export function changesFor(
  { proposal, base, now }: { proposal: Proposal; base: Recipe; now: Recipe },
  off: readonly string[],
  types: PlannerTypes,
): { changes: Change[]; off: string[] } {
  const chosen = choose({ recipe: base, changes: proposal.changes, parts: proposal.parts }, off, types)
  if (isStale(base, now, chosen.changes)) throw stale()
  const known = new Set(
    [...validate(now, types), ...proposal.problems].map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`),
  )
  const [first, ...rest] = validate(applyChanges(now, chosen.changes), types).filter(
    ({ code, nodeId, severity }) => severity !== 'warning' && !known.has(`${code} ${nodeId ?? ''}`),
  )
  if (first) throw new FailuresError([first, ...rest])
  return chosen
}
