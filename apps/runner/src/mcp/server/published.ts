import type { Recipe } from '@segue/protocol'
import type { McpWorld } from './world.ts'

/** A recipe as a tool: its newest published version, under a name that other programs may use. */
export interface PublishedRecipe {
  /** `recipe.beat_film`; those of equal names end in a part of their id. */
  name: string
  version: number
  recipe: Recipe
}

/** Names that would hide the tools which steer runs. */
const taken = new Set(['recipe.start', 'recipe.status', 'recipe.cancel'])

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, 60) || 'recipe'

/** Recipes in use that somebody has published, in the order of their names. A recipe stays private until then. */
export async function publishedRecipes({ recipes }: Pick<McpWorld, 'recipes'>): Promise<PublishedRecipe[]> {
  const found: PublishedRecipe[] = []
  const heads = (await recipes.list()).filter(({ failure }) => failure === null)
  for (const { id } of heads.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))) {
    const [newest] = await recipes.versions(id)
    if (!newest) continue
    const { version } = newest
    const recipe = await recipes.version({ id, version })
    const name = `recipe.${slugOf(recipe.name)}`
    const isTaken = taken.has(name) || found.some((one) => one.name === name)
    found.push({ name: isTaken ? `${name}_${id.slice(-6)}` : name, version, recipe })
  }
  return found
}
