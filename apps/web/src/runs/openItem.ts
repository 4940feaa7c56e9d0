import { graphAt } from '@segue/protocol'
import { documentStore, openPath } from '../document/documentStore.ts'
import { followRun } from './followRun.ts'
import { graphPathOf } from './runPlace.ts'

/** Puts a run, or a run inside one, onto the canvas, and opens its graph when it is part of this recipe. */
export function openRun(runId: string): void {
  const { recipe } = documentStore.getState()
  const path = recipe && graphPathOf(recipe, runId)
  if (recipe && path && (path.length === 0 || graphAt(recipe.graph, path))) openPath(path)
  followRun(runId)
}
