import { type Change, nodeIn, type ProposalPart, type Recipe } from '@segue/protocol'
import { changeWords } from '@segue/protocol/diffWords'

/** The part that a change belongs to, before what depends on what is known. */
interface Owner {
  key: string
  kind: ProposalPart['kind']
  nodeId: string | null
}

const nodeOwner = (nodeId: string, kind: ProposalPart['kind']): Owner => ({
  key: `${kind}:${nodeId}`,
  kind,
  nodeId,
})

/** Whose change it is: new nodes own their wires, and what is set on nodes that are there is theirs. */
function ownerOf(
  change: Change,
  added: ReadonlySet<string>,
  at: { recipe: Recipe; changes: readonly Change[] },
): Owner {
  switch (change.type) {
    case 'node.add':
      return nodeOwner(change.nodeId, 'add')
    case 'node.remove':
      return nodeOwner(change.nodeId, 'remove')
    case 'edge.add': {
      const { source, target, id } = change.edge
      // A wire between two new nodes belongs to the one that takes: it cannot be without the one that gives.
      if (added.has(target.nodeId)) return nodeOwner(target.nodeId, 'add')
      if (added.has(source.nodeId)) return nodeOwner(source.nodeId, 'add')
      return { key: `wire:${id}`, kind: 'wire', nodeId: target.nodeId }
    }
    case 'edge.remove': {
      const gone = edgeIn(at.recipe, change.edgeId)
      const instead = at.changes.find(
        (one) =>
          one.type === 'edge.add' &&
          gone !== null &&
          one.edge.target.nodeId === gone.target.nodeId &&
          one.edge.target.port === gone.target.port,
      )
      if (instead) return ownerOf(instead, added, at)
      return { key: `wire:${change.edgeId}`, kind: 'wire', nodeId: gone?.target.nodeId ?? null }
    }
    case 'recipe.set':
    case 'layout.marks':
      return { key: 'recipe', kind: 'recipe', nodeId: null }
    case 'inputs.set':
    case 'outputs.set':
      return { key: change.type, kind: 'recipe', nodeId: null }
    default:
      return added.has(change.nodeId) ? nodeOwner(change.nodeId, 'add') : nodeOwner(change.nodeId, 'change')
  }
}

function edgeIn(recipe: Recipe, edgeId: string) {
  const all = [recipe.graph, ...Object.values(recipe.graph.nodes).flatMap(({ body }) => body?.graph ?? [])]
  return all.flatMap(({ edges }) => edges).find(({ id }) => id === edgeId) ?? null
}

/** What a part cannot be without: the new nodes that its wires come from, and the node that holds it. */
function needsOf(change: Change, added: ReadonlySet<string>, key: string): string[] {
  const ends =
    change.type === 'edge.add'
      ? [change.edge.source.nodeId, change.edge.target.nodeId]
      : change.type === 'node.add' && change.in !== null
        ? [change.in]
        : []
  return ends.filter((id) => added.has(id) && `add:${id}` !== key).map((id) => `add:${id}`)
}

function titleOf({ key, kind, nodeId }: Owner, recipe: Recipe, changes: readonly Change[]): string {
  const add = changes.find((change) => change.type === 'node.add' && change.nodeId === nodeId)
  const name =
    add?.type === 'node.add'
      ? add.node.name
      : nodeId === null
        ? ''
        : (nodeIn(recipe.graph, nodeId)?.name ?? nodeId)
  if (kind === 'add') return name
  if (kind === 'remove') return `${name} goes`
  if (kind === 'wire') return `A wire of ${name}`
  if (kind === 'recipe')
    return key === 'inputs.set'
      ? 'Inputs of the recipe'
      : key === 'outputs.set'
        ? 'Outputs of the recipe'
        : 'The recipe itself'
  const set = changes.flatMap((change) =>
    change.type === 'param.set' && change.nodeId === nodeId
      ? [
          changeWords({
            field: `params.${change.param}`,
            before: nodeIn(recipe.graph, change.nodeId)?.params[change.param],
            after: change.unset ? undefined : change.value,
          }),
        ]
      : [],
  )
  return set.length > 0 ? `${name}: ${set.join(', ')}`.slice(0, 300) : `${name} changes`
}

/** The things of a list of changes that can be left out one by one, each with what it needs. */
export function partsOf(recipe: Recipe, changes: readonly Change[]): ProposalPart[] {
  const added = new Set(changes.flatMap((change) => (change.type === 'node.add' ? [change.nodeId] : [])))
  const parts = new Map<string, ProposalPart>()
  for (const [i, change] of changes.entries()) {
    const owner = ownerOf(change, added, { recipe, changes })
    const part = parts.get(owner.key) ?? {
      ...owner,
      title: titleOf(owner, recipe, changes),
      changes: [],
      needs: [],
    }
    part.changes.push(i)
    part.needs = [...new Set([...part.needs, ...needsOf(change, added, owner.key)])]
    parts.set(owner.key, part)
  }
  return [...parts.values()]
}
