import type { Body, GraphNode, Recipe } from '@segue/protocol'
import { maxDepth } from '../compile/children.ts'
import type { RecipeLookup } from '../compile/options.ts'
import type { Document } from './document.ts'

type Whole = Pick<Recipe | Body, 'graph'>

/** How deep a graph may lie for what it holds to stay within the limit; each recipe is looked at once per depth. */
function isTooDeep(
  { graph }: Whole,
  depth: number,
  recipes: RecipeLookup,
  seen: Map<string, number>,
): boolean {
  if (depth > maxDepth) return true
  return Object.values(graph.nodes).some(({ body, recipe: use }) => {
    if (body && isTooDeep(body, depth + 1, recipes, seen)) return true
    if (!use) return false
    const key = `${use.id}@${use.version}`
    if ((seen.get(key) ?? -1) > depth) return false
    seen.set(key, depth + 1)
    const recipe = recipes(use.id, use.version)
    return recipe !== null && isTooDeep(recipe, depth + 1, recipes, seen)
  })
}

type Use = NonNullable<GraphNode['recipe']>

/** Whether a node has the inputs and outputs of the recipe that it runs; inputs that may be left out may be missing. */
function fitsFace(use: Use, { inputs, outputs }: Recipe): boolean {
  const there = new Map(inputs.map((input) => [input.key, input]))
  const given = new Set(use.inputs.map(({ key }) => key))
  const made = new Set(outputs.map(({ key }) => key))
  return (
    use.inputs.every(({ key, type }) => there.get(key)?.type === type) &&
    inputs.every(
      ({ key, required, default: preset }) => !required || preset !== undefined || given.has(key),
    ) &&
    use.outputs.every(({ key }) => made.has(key))
  )
}

/** Versions of recipes that nodes run are there, are what the nodes say they are, and do not lie too deep in each other. `depth` is the graph's own. */
export function checkRecipeUses(document: Document, recipes: RecipeLookup, depth: number): void {
  for (const { nodeId, node } of document.nodes.values()) {
    const { recipe: use } = node
    if (!use) continue
    const recipe = recipes(use.id, use.version)
    if (!recipe)
      document.report({
        code: 'recipe.unknown_version',
        message: `${node.name} runs version ${use.version} of ${use.name}, which is not here.`,
        hint: 'Import that recipe, or choose another version.',
        nodeId,
      })
    else if (!fitsFace(use, recipe))
      document.report({
        code: 'recipe.other_face',
        message: `Version ${use.version} of ${use.name} has other inputs or outputs here than ${node.name} has.`,
        hint: 'Choose the recipe and its version again.',
        nodeId,
      })
    else if (isTooDeep(recipe, depth + 1, recipes, new Map()))
      document.report({
        code: 'recipe.too_deep',
        message: `${node.name}: recipes lie more than ${maxDepth} deep in each other here.`,
        hint: 'Look whether a recipe runs itself by way of others; take one level out.',
        nodeId,
      })
  }
}
