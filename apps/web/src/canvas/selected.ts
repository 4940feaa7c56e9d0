import { openedRecipe } from '../document/documentStore.ts'
import { selectionStore } from '../document/selectionStore.ts'

/** Questions that decide whether a command makes sense now. */
export const opened = (): boolean => openedRecipe() !== null
export const anyNode = (): boolean => selectionStore.getState().nodes.size > 0
export const anything = (): boolean => anyNode() || selectionStore.getState().edges.size > 0

/** The one selected node; `null` when none or several are. */
export function onlyNode(): string | null {
  const { nodes } = selectionStore.getState()
  const [first] = nodes
  return first !== undefined && nodes.size === 1 ? first : null
}

export const oneNode = (): boolean => onlyNode() !== null
