import { fail, type GraphNode } from '@segue/protocol'
import type { Compiled } from '../types.ts'
import type { CompileOptions } from './options.ts'
import type { Part } from './part.ts'

/** Child runs inside child runs, at most. */
export const maxDepth = 16
/** Nodes of a recipe with everything inside it, at most. */
const maxNodes = 100_000

/** Recipes compiled on the way, so that one used twice is compiled once. */
export interface Nesting {
  recipes: CompileOptions['recipes']
  depth: number
  known: Map<string, Compiled>
  nodes: { count: number }
}

const height = ({ plan }: Compiled): number =>
  plan.nodes.reduce((most, { child }) => (child ? Math.max(most, 1 + height(child)) : most), 0)

const sizeOf = ({ plan }: Compiled): number =>
  plan.nodes.reduce((sum, { child }) => sum + 1 + (child ? sizeOf(child) : 0), 0)

const tooDeep = (nodeId: string) =>
  fail({
    code: 'recipe.too_deep',
    message: `Recipes and bodies lie more than ${maxDepth} deep in each other here.`,
    hint: 'Look whether a recipe runs itself by way of others; take one level out.',
    kind: 'input',
    nodeId,
  })

const tooLarge = (nodeId: string) =>
  fail({
    code: 'recipe.too_large',
    message: `With all that is inside it this recipe has more than ${maxNodes} nodes.`,
    hint: 'Take out some of the recipes that run others.',
    kind: 'input',
    nodeId,
  })

const notThere = (nodeId: string, { name, version }: NonNullable<GraphNode['recipe']>) =>
  fail({
    code: 'recipe.unknown_version',
    message: `Version ${version} of ${name} is not here.`,
    hint: 'Import that recipe, or choose another version.',
    kind: 'input',
    nodeId,
  })

/**
 * What a node runs in child runs: its body, or a version of another recipe. Null for nodes that have neither, and
 * for recipes when there is nowhere to look them up. Fails with `recipe.unknown_version`, `recipe.too_deep` and
 * `recipe.too_large`.
 */
export function childOf(
  nodeId: string,
  { body, recipe: use }: GraphNode,
  control: string | null | undefined,
  { compilePart, ...nesting }: Nesting & { compilePart: (part: Part, nesting: Nesting) => Compiled },
): Compiled | null {
  const key = use ? `${use.id}@${use.version}` : null
  const inside = { ...nesting, depth: nesting.depth + 1 }
  const make = (part: Part | null | undefined): Compiled | null => {
    if (!part) return null
    if (inside.depth > maxDepth) throw tooDeep(nodeId)
    return compilePart(part, inside)
  }
  if (control === 'map') return make(body)
  if (control !== 'recipe' || !use || key === null) return null
  const known = nesting.known.get(key)
  if (known && inside.depth + height(known) > maxDepth) throw tooDeep(nodeId)
  if (known) nesting.nodes.count += sizeOf(known)
  const found = nesting.recipes?.(use.id, use.version)
  if (found === null) throw notThere(nodeId, use)
  const child = known ?? make(found)
  if (nesting.nodes.count > maxNodes) throw tooLarge(nodeId)
  if (child) nesting.known.set(key, child)
  return child
}
