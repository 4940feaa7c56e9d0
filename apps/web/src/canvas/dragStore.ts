import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Spot } from './wirePath.ts'

interface DragState {
  /** Where dragged nodes are now; the document learns it when they are dropped. */
  moved: ReadonlyMap<string, Spot>
  /** The wire that the dragged node would be inserted into. */
  insertInto: string | null
}

export const dragStore = createStore<DragState>(() => ({ moved: new Map(), insertInto: null }))

/** A slice of the drag that is going on. */
export function useDrag<T>(select: (state: DragState) => T): T {
  return useStore(dragStore, select)
}
