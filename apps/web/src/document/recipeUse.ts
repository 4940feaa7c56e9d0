import type { Recipe, RecipeUse } from '@segue/protocol'
import type { Catalogue } from './catalogue.ts'
import { portsOf } from './ports.ts'

/** A version of a recipe as the face of a node: what it takes and what it gives. */
export function recipeUse(recipe: Recipe, version: number, catalogue: Catalogue): RecipeUse {
  const { id, name, graph } = recipe
  const inputs = recipe.inputs.map(({ key, label, type, required, default: preset }) => ({
    key,
    label,
    type,
    required: required && preset === undefined,
  }))
  const outputs = recipe.outputs.map(({ key, label = key, from }) => {
    const node = graph.nodes[from.nodeId]
    const port = node && portsOf(catalogue.get(node.type), node).outputs.find((one) => one.key === from.port)
    return { key, label, type: port?.type ?? ('json' as const) }
  })
  return { id, version, name, inputs, outputs }
}

/** What a node would lose by another version, in one sentence; empty when every wire still has its port. */
export function lostPorts(before: RecipeUse, after: RecipeUse): string {
  const gone = (list: readonly { key: string; label: string }[], now: readonly { key: string }[]) =>
    list.filter(({ key }) => !now.some((one) => one.key === key)).map(({ label }) => label)
  const lost = [...gone(before.inputs, after.inputs), ...gone(before.outputs, after.outputs)]
  return lost.length === 0 ? '' : `It has no ${lost.join(', ')} any more.`
}
