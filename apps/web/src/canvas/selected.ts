import { openedGraph } from '../document/documentStore.ts'
import { selectionStore } from '../document/selectionStore.ts'

/** Whether a recipe is open. */
export const opened = (): boolean => openedGraph() !== null
/** Whether a node is selected. */
export const anyNode = (): boolean => selectionStore.getState().nodes.size > 0
/** Whether a node or a wire is selected. */
export const anything = (): boolean => anyNode() || selectionStore.getState().edges.size > 0

/** The one selected node; `null` when none or several are. */
export function onlyNode(): string | null {
  const { nodes } = selectionStore.getState()
  const [first] = nodes
  return first !== undefined && nodes.size === 1 ? first : null
}

/** Whether exactly one node is selected. */
export const oneNode = (): boolean => onlyNode() !== null
