import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** The node whose title is being edited. */
const renameStore = createStore<{ nodeId: string | null }>(() => ({ nodeId: null }))

/** Whether this node's title is being edited. */
export function useRenaming(nodeId: string): boolean {
  return useStore(renameStore, (state) => state.nodeId === nodeId)
}

/** Edits a node's title in place; `null` ends it. */
export function startRename(nodeId: string | null): void {
  renameStore.setState({ nodeId })
}
