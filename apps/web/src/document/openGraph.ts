import { type BodyInput, bodyAt, type Graph, graphAt, type Path, type Recipe } from '@segue/protocol'
import { type ShownGraph, withFaces } from './faces.ts'

/** An input of the recipe or of a body: what fills ports and params of a graph from outside. */
export type OuterInput = Pick<BodyInput, 'key' | 'label' | 'type' | 'required' | 'to'>

/** A graph that is open for editing: the recipe's own, or that of a body in it. */
export interface OpenGraph {
  recipe: Recipe
  /** Ids of the nodes whose bodies lead to it; empty for the recipe's own graph. */
  path: Path
  /** The node whose body it is; `null` for the recipe's own graph. */
  holder: string | null
  graph: Graph
  /** What the canvas shows: a body stands between its two ends there. */
  shown: ShownGraph
  layout: Recipe['layout']
  inputs: readonly OuterInput[]
  /** What leaves it, by key. */
  outputs: readonly Pick<Recipe['outputs'][number], 'key' | 'from'>[]
}

const memo = new WeakMap<Recipe, Map<string, OpenGraph>>()

/** The part of a path that leads somewhere in this recipe. */
export function lastingPath(recipe: Recipe, path: Path): Path {
  const known = path.findIndex((_, depth) => graphAt(recipe.graph, path.slice(0, depth + 1)) === null)
  return known < 0 ? path : path.slice(0, known)
}

/** The graph at a path, which must lead somewhere. The same recipe and path give the same object. */
export function openGraph(recipe: Recipe, path: Path = []): OpenGraph {
  const byPath = memo.get(recipe) ?? new Map<string, OpenGraph>()
  memo.set(recipe, byPath)
  const name = path.join('/')
  const known = byPath.get(name)
  if (known) return known
  const body = bodyAt(recipe.graph, path)
  const { graph, inputs, outputs } = body ?? recipe
  const { layout } = recipe
  const shown = body ? withFaces(body, layout) : { graph, layout }
  const open = { recipe, path, holder: path.at(-1) ?? null, graph, shown, layout, inputs, outputs }
  byPath.set(name, open)
  return open
}
