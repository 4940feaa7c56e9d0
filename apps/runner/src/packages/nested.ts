import { hashOf, type RecipeLookup } from '@segue/engine'
import type { Recipe, RecipeUse } from '@segue/protocol'
import { mapNodes, nodesOf } from './mapNodes.ts'
import { refusals } from './refusals.ts'

/** A version of another recipe. */
export type VersionKey = Pick<RecipeUse, 'id' | 'version'>

export const keyOf = ({ id, version }: VersionKey): string => `${id}@${version}`

const usesOf = ({ graph }: Recipe): RecipeUse[] =>
  nodesOf(graph).flatMap(([, { recipe }]) => (recipe ? [recipe] : []))

/** The versions of other recipes that a recipe runs, however deep, and those that are not there. */
export function versionsUsed(
  recipe: Recipe,
  find: RecipeLookup,
): { found: ReadonlyMap<string, Recipe>; lacking: RecipeUse[] } {
  const found = new Map<string, Recipe>()
  const lacking = new Map<string, RecipeUse>()
  const open = usesOf(recipe)
  for (let use = open.pop(); use; use = open.pop()) {
    const key = keyOf(use)
    if (found.has(key) || lacking.has(key)) continue
    const version = find(use.id, use.version)
    if (!version) lacking.set(key, use)
    else {
      found.set(key, version)
      open.push(...usesOf(version))
    }
  }
  return { found, lacking: [...lacking.values()] }
}

/** Where versions of a package go. */
export interface VersionPlaces {
  find: RecipeLookup
  /** Keeps a recipe as a version under its id, or finds it there. `file` is its name in the package. */
  keep(recipe: Recipe, file: string): VersionKey
}

/**
 * Finds a place for every version that a recipe runs and points its nodes there. A version that is here already,
 * exactly so, is used; any other gets an id made from its content, so that a package never adds versions to a recipe
 * of this home. Fails with `package.circle`.
 */
export function placeVersions(
  recipe: Recipe,
  packed: ReadonlyMap<string, Recipe>,
  places: VersionPlaces,
): Recipe {
  const placed = new Map<string, VersionKey>()
  const going = new Set<string>()
  const pointed = (holder: Recipe): Recipe => ({
    ...holder,
    graph: mapNodes(holder.graph, (node) =>
      node.recipe ? { ...node, recipe: { ...node.recipe, ...place(node.recipe) } } : node,
    ),
  })
  const place = (use: VersionKey): VersionKey => {
    const key = keyOf(use)
    const known = placed.get(key)
    const version = packed.get(key)
    if (known || !version) return known ?? use
    if (going.has(key)) throw refusals.circle(version.name)
    going.add(key)
    const here = places.find(use.id, use.version)
    const own = pointed(version)
    const made =
      here && hashOf(here) === hashOf(own)
        ? { id: use.id, version: use.version }
        : places.keep({ ...own, id: idFor(own), revision: 0 }, `recipes/${key}.json`)
    going.delete(key)
    placed.set(key, made)
    return made
  }
  return pointed(recipe)
}

const idFor = (recipe: Recipe): string => `rcp_${hashOf({ ...recipe, id: '', revision: 0 }).slice(0, 32)}`
