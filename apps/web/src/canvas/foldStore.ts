import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Nodes whose optional inputs are all shown. Belongs to the session. */
export const foldStore = createStore<{ unfolded: ReadonlySet<string> }>(() => ({ unfolded: new Set() }))

/** Whether a node shows all its inputs. */
export function useUnfolded(nodeId: string): boolean {
  return useStore(foldStore, ({ unfolded }) => unfolded.has(nodeId))
}

/** Shows the inputs that a node folds away, or folds them again. */
export function toggleFold(nodeId: string): void {
  foldStore.setState(({ unfolded }) => {
    const next = new Set(unfolded)
    if (!next.delete(nodeId)) next.add(nodeId)
    return { unfolded: next }
  })
}
