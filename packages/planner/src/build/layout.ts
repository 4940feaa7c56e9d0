import { graphAt, own, pathToNode, type Recipe } from '@segue/protocol'

interface Point {
  x: number
  y: number
}

/** Distance of columns and rows on the canvas, in its own units; two nodes closer than a cell would touch. */
const column = 400
const row = 300

/** Nodes that lie in one graph, with their places. */
function neighbours(recipe: Recipe, holder: string | null): Point[] {
  const path = holder === null ? [] : pathToNode(recipe.graph, holder)
  const graph = path && graphAt(recipe.graph, holder === null ? [] : [...path, holder])
  return Object.keys(graph?.nodes ?? {}).flatMap((id) => own(recipe.layout.nodes, id) ?? [])
}

const touches = (a: Point, b: Point): boolean =>
  Math.abs(a.x - b.x) < column * 0.85 && Math.abs(a.y - b.y) < row * 0.85

/**
 * Where a new node goes: to the right of all that feeds it, else beside the anchor, else to the right of everything;
 * then down until it touches nothing. What is there never moves.
 */
export function placeFor(
  recipe: Recipe,
  { holder, sources, anchor }: { holder: string | null; sources: readonly string[]; anchor: string | null },
): Point {
  const others = neighbours(recipe, holder)
  const at = (ids: readonly string[]) => ids.flatMap((id) => own(recipe.layout.nodes, id) ?? [])
  const [first, ...rest] = at(sources)
  const [beside] = at(anchor === null || holder !== null ? [] : [anchor])
  const start: Point = first
    ? { x: Math.max(first.x, ...rest.map(({ x }) => x)) + column, y: first.y }
    : beside
      ? { x: beside.x + column, y: beside.y }
      : others.length > 0
        ? { x: Math.min(...others.map(({ x }) => x)), y: Math.max(...others.map(({ y }) => y)) + row }
        : { x: 0, y: 0 }
  const place = { ...start }
  while (others.some((other) => touches(other, place))) place.y += row
  return place
}
