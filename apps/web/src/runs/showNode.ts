import { pathToNode } from '@segue/protocol'
import { frameNodes } from '../canvas/viewStore.ts'
import { documentStore, openPath } from '../document/documentStore.ts'
import { select } from '../document/selectionStore.ts'
import { closeStudio, useStudioPage } from '../studio/pageStore.ts'

/** Selects a node and brings it into view; the graph that holds it opens first, in place of the studio. */
export function showNode(nodeId: string): void {
  const { recipe, path } = documentStore.getState()
  const to = recipe && pathToNode(recipe.graph, nodeId)
  if (!to) return
  const inside = to.join('/') !== path.join('/')
  const elsewhere = inside || useStudioPage.getState().open
  closeStudio()
  if (inside) openPath(to)
  select([nodeId])
  const frame = () => frameNodes(new Set([nodeId]))
  // A graph that opens shows itself whole first, in the next frame.
  if (elsewhere) requestAnimationFrame(() => requestAnimationFrame(frame))
  else frame()
}
