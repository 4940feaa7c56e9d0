import { idsIn, placedEdges, type Recipe } from '@segue/protocol'

const fits = (text: string, longest: number): string =>
  text.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, longest) || 'node'

function free(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const next = `${wanted.slice(0, 58)}_${number}`
    if (!taken.has(next)) return next
  }
}

/** An id for a new node: what it was called, with a number behind it where the recipe has that already. Always the same for the same recipe and name. */
export const nodeIdFor = (recipe: Recipe, name: string): string =>
  free(fits(name, 60), new Set(idsIn(recipe.graph)))

/** An id for a new wire, told from where it leads. */
export const edgeIdFor = (recipe: Recipe, target: { nodeId: string; port: string }): string =>
  free(fits(`e_${target.nodeId}_${target.port}`, 60), new Set(placedEdges(recipe.graph).keys()))

/** A key for a new input or output that none of these has. */
export function keyFor(wanted: string, taken: Iterable<string>): string {
  const plain = fits(wanted, 50).replaceAll('-', '_')
  return free(/^[A-Za-z]/.test(plain) ? plain : `in_${plain}`, new Set(taken))
}
