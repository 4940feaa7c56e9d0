import type { Edge, EdgeEnd, PortType } from '@segue/protocol'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { middle, overCanvas, toCanvas, toClient, viewStore } from '../canvas/viewStore.ts'
import type { Spot } from '../canvas/wirePath.ts'

/** What the node that is being looked for is for. */
export type FinderPurpose =
  | { kind: 'place' }
  /** It takes the loose end of a wire; `detached` is the wire that was pulled off to get here. */
  | { kind: 'wire'; from: EdgeEnd; side: 'input' | 'output'; type: PortType; detached: Edge | null }
  /** It goes in between the two ends of a wire. */
  | { kind: 'insert'; edge: Edge; type: PortType }
  /** Not a new node: a wire from this output to an input that exists. */
  | { kind: 'connect'; from: EdgeEnd; type: PortType }

export interface FinderRequest {
  purpose: FinderPurpose
  /** Where the new node goes, canvas pixels. */
  at: Spot
  /** Where the finder opens, client pixels. */
  client: Spot
}

export const finderStore = createStore<{ request: FinderRequest | null }>(() => ({ request: null }))

/** What the finder is open for; `null` when it is closed. */
export function useFinder(): FinderRequest | null {
  return useStore(finderStore, ({ request }) => request)
}

/** Opens the finder at a point in the window; without one, at the pointer or in the middle of the canvas. */
export function openFinder(purpose: FinderPurpose = { kind: 'place' }, client?: Spot): void {
  const { pointer, pointing } = viewStore.getState()
  const spot = client ?? (pointing && overCanvas(pointer) ? pointer : toClient(middle()))
  finderStore.setState({ request: { purpose, client: spot, at: toCanvas(spot) } })
}

/** Closes the finder without placing anything. */
export function closeFinder(): void {
  finderStore.setState({ request: null })
}
