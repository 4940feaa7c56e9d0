import { pathToNode, type Recipe } from '@segue/protocol'

/** The run that a person started, of a child run: `run_x/node/3` → `run_x`. */
export const rootOf = (runId: string): string => runId.split('/', 1)[0] ?? runId

/** One step on the way from a run to a run inside it. */
export interface Crumb {
  runId: string
  /** The step that holds it; null for the run itself. */
  nodeId: string | null
  item: number
}

/** The way from the run that a person started to a run inside it. */
export function crumbsOf(runId: string): Crumb[] {
  const [root = runId, ...rest] = runId.split('/')
  const crumbs: Crumb[] = [{ runId: root, nodeId: null, item: 0 }]
  for (let i = 0; i + 1 < rest.length; i += 2)
    crumbs.push({
      runId: [root, ...rest.slice(0, i + 2)].join('/'),
      nodeId: rest[i] ?? null,
      item: Number(rest[i + 1]),
    })
  return crumbs
}

/** Where the graph of a run is in its recipe: the bodies that lead to it; null when it is that of another recipe. */
export function graphPathOf(recipe: Recipe, runId: string): string[] | null {
  const holders = crumbsOf(runId).flatMap(({ nodeId }) => nodeId ?? [])
  const last = holders.at(-1)
  if (last === undefined) return []
  const path = pathToNode(recipe.graph, last)
  return path === null ? null : [...path, last]
}
