import {
  applyChanges,
  type Change,
  graphAt,
  idsIn,
  nodeIn,
  own,
  pathToEdge,
  pathToNode,
  type Recipe,
} from '@segue/protocol'

const placeOf = ({ layout }: Recipe, nodeId: string) => own(layout.nodes, nodeId) ?? { x: 0, y: 0 }

/** The node with its body, its wires, the places of all that lies in it, and what led to it from outside. */
function invertRemove(recipe: Recipe, nodeId: string): Change[] {
  const path = pathToNode(recipe.graph, nodeId)
  const graph = path && graphAt(recipe.graph, path)
  const node = graph?.nodes[nodeId]
  if (!path || !graph || !node) return []
  const holder = path.at(-1) ?? null
  const inner = node.body ? idsIn(node.body.graph) : []
  const edges = graph.edges.filter(
    ({ source, target }) => source.nodeId === nodeId || target.nodeId === nodeId,
  )
  const gone = new Set([nodeId, ...inner])
  const changes: Change[] = [
    { type: 'node.add', nodeId, node, at: placeOf(recipe, nodeId), in: holder },
    ...inner
      .filter((id) => own(recipe.layout.nodes, id))
      .map((id): Change => ({ type: 'node.move', nodeId: id, at: placeOf(recipe, id) })),
    ...edges.map((edge): Change => ({ type: 'edge.add', edge })),
  ]
  if (recipe.inputs.some(({ to }) => to.some((target) => gone.has(target.nodeId))))
    changes.push({ type: 'inputs.set', inputs: recipe.inputs })
  if (recipe.outputs.some(({ from }) => gone.has(from.nodeId)))
    changes.push({ type: 'outputs.set', outputs: recipe.outputs })
  return holder === null ? changes : [...changes, ...invertFace(recipe, holder)]
}

function invertFace(recipe: Recipe, nodeId: string): Change[] {
  const body = nodeIn(recipe.graph, nodeId)?.body
  return body ? [{ type: 'body.face', nodeId, inputs: body.inputs, outputs: body.outputs }] : []
}

function invertEdgeRemove({ graph }: Recipe, edgeId: string): Change[] {
  const path = pathToEdge(graph, edgeId)
  const edge = path && graphAt(graph, path)?.edges.find(({ id }) => id === edgeId)
  return edge ? [{ type: 'edge.add', edge }] : []
}

/** The changes that take `change` back. `recipe` is the document before it. */
export function invert(recipe: Recipe, change: Change): Change[] {
  switch (change.type) {
    case 'edge.add':
      return [{ type: 'edge.remove', edgeId: change.edge.id }]
    case 'edge.remove':
      return invertEdgeRemove(recipe, change.edgeId)
    case 'recipe.set':
      return [
        {
          type: 'recipe.set',
          ...(change.name === undefined ? {} : { name: recipe.name }),
          ...(change.description === undefined ? {} : { description: recipe.description }),
          ...(change.tags === undefined ? {} : { tags: recipe.tags }),
          ...(change.cover === undefined ? {} : { cover: recipe.cover }),
        },
      ]
    case 'layout.marks':
      return [{ type: 'layout.marks', frames: recipe.layout.frames, notes: recipe.layout.notes }]
    case 'inputs.set':
      return [{ type: 'inputs.set', inputs: recipe.inputs }]
    case 'outputs.set':
      return [{ type: 'outputs.set', outputs: recipe.outputs }]
    case 'node.add':
      return [{ type: 'node.remove', nodeId: change.nodeId }]
    case 'node.remove':
      return invertRemove(recipe, change.nodeId)
    case 'body.face':
      return invertFace(recipe, change.nodeId)
    default:
      return invertNodeEdit(recipe, change)
  }
}

/** For what no change of its own takes away: the node goes and comes back as it was. */
const putBack = (recipe: Recipe, nodeId: string): Change[] => [
  { type: 'node.remove', nodeId },
  ...invertRemove(recipe, nodeId),
]

type NodeEdit = Exclude<
  Extract<Change, { nodeId: string }>,
  { type: 'node.add' | 'node.remove' | 'body.face' }
>

function invertNodeEdit(recipe: Recipe, change: NodeEdit): Change[] {
  const { nodeId } = change
  const node = nodeIn(recipe.graph, nodeId)
  if (!node) return []
  switch (change.type) {
    case 'node.move':
      return [{ type: 'node.move', nodeId, at: placeOf(recipe, nodeId) }]
    case 'node.rename':
      return [{ type: 'node.rename', nodeId, name: node.name }]
    case 'node.mode':
      if (node.mode === 'frozen' && !node.frozen) return putBack(recipe, nodeId)
      return [{ type: 'node.mode', nodeId, mode: node.mode, ...(node.frozen ? { frozen: node.frozen } : {}) }]
    case 'node.policy':
      return [{ type: 'node.policy', nodeId, policy: node.policy }]
    case 'node.promote':
      return [{ type: 'node.promote', nodeId, promoted: node.promoted }]
    case 'recipe.use':
      return node.recipe ? [{ type: 'recipe.use', nodeId, recipe: node.recipe }] : putBack(recipe, nodeId)
    case 'param.set': {
      const { param } = change
      const value = own(node.params, param)
      return [{ type: 'param.set', nodeId, param, value: value ?? null, unset: value === undefined }]
    }
  }
}

/** The changes that take a whole list back, last one first. `recipe` is the document before the list. */
export function invertAll(recipe: Recipe, changes: readonly Change[]): Change[] {
  const inverses: Change[][] = []
  let before = recipe
  for (const change of changes) {
    inverses.unshift(invert(before, change))
    before = applyChanges(before, [change])
  }
  return inverses.flat()
}
