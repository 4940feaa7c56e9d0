import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { documentStore, openedGraph } from './documentStore.ts'

/** What is selected on the canvas. Belongs to the session, never to the document. */
export interface Selection {
  nodes: ReadonlySet<string>
  edges: ReadonlySet<string>
}

const nothing: Selection = { nodes: new Set(), edges: new Set() }

export const selectionStore = createStore<Selection>(() => nothing)

/** A slice of the selection; renders again only when the slice changes. */
export function useSelection<T>(select: (selection: Selection) => T): T {
  return useStore(selectionStore, select)
}

/** Selects exactly these. */
export function select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
  selectionStore.setState({ nodes: new Set(nodes), edges: new Set(edges) })
}

/** Deselects everything. */
export function selectNothing(): void {
  selectionStore.setState(nothing)
}

/** The one selected node, or `null` when none or several are. */
export function useSelectedNode(): string | null {
  return useSelection(({ nodes }) => {
    const [only] = nodes
    return nodes.size === 1 && only !== undefined ? only : null
  })
}

/** What is not in the open graph any more (undone, deleted elsewhere, another graph or recipe) cannot stay selected. */
documentStore.subscribe(({ recipe }, before) => {
  if (recipe?.id !== before.recipe?.id) {
    selectNothing()
    return
  }
  const { nodes, edges } = selectionStore.getState()
  const { graph, shown } = openedGraph() ?? {}
  const wires = new Set(shown?.graph.edges.map(({ id }) => id))
  const kept = [...nodes].filter((id) => graph && Object.hasOwn(graph.nodes, id))
  const keptWires = [...edges].filter((id) => wires.has(id))
  if (kept.length < nodes.size || keptWires.length < edges.size) select(kept, keptWires)
})
