import type { Edge } from './graph.ts'
import { createGroups, type Groups } from './groups.ts'

/** The wires of one graph while a list of changes is made to it. */
export interface DraftWires {
  all(): Edge[]
  byId(edgeId: string): readonly Edge[]
  byNode(nodeId: string): readonly Edge[]
  add(edge: Edge): void
  remove(edge: Edge): void
}

const endsOf = ({ source, target }: Edge): string[] => [source.nodeId, target.nodeId]

/** Each index is made when somebody first asks for it: one edit of a great graph needs one of them at most. */
export function draftWires(edges: readonly Edge[]): DraftWires {
  const all = new Set(edges)
  let ids: Groups<Edge> | null = null
  let ends: Groups<Edge> | null = null
  return {
    all: () => [...all],
    byId(edgeId) {
      if (!ids) {
        ids = createGroups()
        for (const edge of all) ids.add(edge.id, edge)
      }
      return ids.of(edgeId)
    },
    byNode(nodeId) {
      if (!ends) {
        ends = createGroups()
        for (const edge of all) for (const end of endsOf(edge)) ends.add(end, edge)
      }
      return ends.of(nodeId)
    },
    add(edge) {
      all.add(edge)
      ids?.add(edge.id, edge)
      for (const end of endsOf(edge)) ends?.add(end, edge)
    },
    remove(edge) {
      all.delete(edge)
      ids?.drop(edge.id, edge)
      for (const end of endsOf(edge)) ends?.drop(end, edge)
    },
  }
}
