import type { RecipeHead } from '@segue/api'
import type { NodeTypeInfo } from '@segue/protocol'
import { newNode } from '../document/nodeEdits.ts'
import { newestUse, tellFailure } from '../recipes/versions.ts'
import type { FinderRequest } from './finderStore.ts'
import { placeNode } from './placeType.ts'

/** Recipes as they stand in the finder among the node types; the open one cannot hold itself. */
export function recipeTypes(
  heads: readonly RecipeHead[],
  asNode: NodeTypeInfo | undefined,
  openId: string | undefined,
): NodeTypeInfo[] {
  if (!asNode) return []
  return heads
    .filter(({ id }) => id !== openId)
    .map(({ id, name, description }) => ({ ...asNode, id, title: name, summary: description }))
}

/** Places the newest version of a recipe as a node. A recipe without a version gets its first. */
export async function placeRecipe(
  { id, name }: RecipeHead,
  asNode: NodeTypeInfo,
  request: FinderRequest,
): Promise<void> {
  try {
    const recipe = await newestUse(id)
    placeNode(asNode, { ...newNode(asNode), name, recipe }, request)
  } catch (error) {
    tellFailure(error)
  }
}
