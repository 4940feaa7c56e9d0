import { applyChanges, type Change, type Recipe } from '@segue/protocol'

function invertRemove(recipe: Recipe, nodeId: string): Change[] {
  const node = recipe.graph.nodes[nodeId]
  if (!node) return []
  const edges = recipe.graph.edges.filter(
    (edge) => edge.source.nodeId === nodeId || edge.target.nodeId === nodeId,
  )
  const changes: Change[] = [
    { type: 'node.add', nodeId, node, at: recipe.layout.nodes[nodeId] ?? { x: 0, y: 0 } },
    ...edges.map((edge): Change => ({ type: 'edge.add', edge })),
  ]
  if (recipe.inputs.some((input) => input.to.some((target) => target.nodeId === nodeId)))
    changes.push({ type: 'inputs.set', inputs: recipe.inputs })
  if (recipe.outputs.some((output) => output.from.nodeId === nodeId))
    changes.push({ type: 'outputs.set', outputs: recipe.outputs })
  return changes
}

/** The changes that take `change` back. `recipe` is the document before it. */
export function invert(recipe: Recipe, change: Change): Change[] {
  const { graph, layout } = recipe
  if (change.type === 'edge.add') return [{ type: 'edge.remove', edgeId: change.edge.id }]
  if (change.type === 'edge.remove') {
    const edge = graph.edges.find(({ id }) => id === change.edgeId)
    return edge ? [{ type: 'edge.add', edge }] : []
  }
  if (change.type === 'recipe.set') {
    return [
      {
        type: 'recipe.set',
        ...(change.name === undefined ? {} : { name: recipe.name }),
        ...(change.description === undefined ? {} : { description: recipe.description }),
      },
    ]
  }
  if (change.type === 'inputs.set') return [{ type: 'inputs.set', inputs: recipe.inputs }]
  if (change.type === 'outputs.set') return [{ type: 'outputs.set', outputs: recipe.outputs }]

  const { nodeId } = change
  if (change.type === 'node.add') return [{ type: 'node.remove', nodeId }]
  const node = graph.nodes[nodeId]
  if (!node) return []
  switch (change.type) {
    case 'node.remove':
      return invertRemove(recipe, nodeId)
    case 'node.move':
      return [{ type: 'node.move', nodeId, at: layout.nodes[nodeId] ?? { x: 0, y: 0 } }]
    case 'node.rename':
      return [{ type: 'node.rename', nodeId, name: node.name }]
    case 'node.mode':
      return [{ type: 'node.mode', nodeId, mode: node.mode }]
    case 'node.policy':
      return [{ type: 'node.policy', nodeId, policy: node.policy }]
    case 'node.promote':
      return [{ type: 'node.promote', nodeId, promoted: node.promoted }]
    case 'param.set': {
      const { param } = change
      const value = node.params[param]
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
