import type { Recipe } from '@segue/protocol'
import type { PlannerType, PlannerTypes } from '../types.ts'
import { createIndex, type Entry, type Hit } from './searchIndex.ts'

/** Everything that sentences are answered from, ready to be looked through. */
export interface Library {
  types: PlannerTypes
  recipes: readonly Recipe[]
  /** Node types that a text speaks of, the best first. */
  findTypes(text: string, most: number): Hit[]
  /** Recipes that a text speaks of, the best first. */
  findRecipes(text: string, most: number): Hit[]
}

const entryOfType = ({ id, title, summary, keywords, inputs, outputs, params }: PlannerType): Entry => ({
  id,
  texts: [
    [id.replaceAll('.', ' '), 3],
    [title, 3],
    [keywords.join(' '), 2],
    [summary, 1.5],
    [[...Object.values(inputs), ...Object.values(outputs)].map(({ label }) => label).join(' '), 0.5],
    [Object.keys(params.shape).join(' '), 0.5],
  ],
})

const entryOfRecipe = (
  types: PlannerTypes,
  { id, name, description, tags, inputs, outputs, graph }: Recipe,
): Entry => ({
  id,
  texts: [
    [name, 3],
    [description, 2],
    [tags.join(' '), 2],
    [inputs.map(({ label, help }) => `${label} ${help ?? ''}`).join(' '), 0.6],
    [outputs.map(({ key, label }) => label ?? key).join(' '), 1],
    [
      Object.values(graph.nodes)
        .map(({ type, name: node }) => `${node} ${types.get(type)?.title ?? ''}`)
        .join(' '),
      0.5,
    ],
  ],
})

/** Opens a library over node types and the recipes of a gallery. */
export function openLibrary(types: PlannerTypes, recipes: readonly Recipe[]): Library {
  const typeIndex = createIndex([...types.values()].map(entryOfType))
  const recipeIndex = createIndex(recipes.map((recipe) => entryOfRecipe(types, recipe)))
  return {
    types,
    recipes,
    findTypes: (text, most) => typeIndex.search(text, most),
    findRecipes: (text, most) => recipeIndex.search(text, most),
  }
}
