import type { NodeTypeInfo } from '@segue/protocol'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { faceTypes } from './faces.ts'

export type Catalogue = ReadonlyMap<string, NodeTypeInfo>

/** Every node type the runner offers. Empty until the server has answered. */
export const catalogueStore = createStore<{ types: Catalogue }>(() => ({ types: new Map() }))

/** Takes the node types that the runner answered with, and adds the ends of bodies. */
export function setCatalogue(types: readonly NodeTypeInfo[]): void {
  catalogueStore.setState({ types: new Map([...types, ...faceTypes].map((type) => [type.id, type])) })
}

/** Node types by id; renders again when the runner sends new ones. */
export function useCatalogue(): Catalogue {
  return useStore(catalogueStore, ({ types }) => types)
}

/** One node type; `undefined` when the runner does not know it. */
export function useNodeType(id: string): NodeTypeInfo | undefined {
  return useStore(catalogueStore, ({ types }) => types.get(id))
}

/** Node types right now, outside of rendering. */
export function catalogueNow(): Catalogue {
  return catalogueStore.getState().types
}
