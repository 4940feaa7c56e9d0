import type { Edge, EdgeEnd, PortType } from '@segue/protocol'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Spot } from './wirePath.ts'

/** A wire that a person is drawing. */
export interface Wiring {
  /** The port it hangs on. */
  from: EdgeEnd
  side: 'input' | 'output'
  type: PortType
  /** The wire that was pulled off an input to get here. */
  detached: Edge | null
  /** Ports that would take it, as `nodeId port`. */
  fits: ReadonlySet<string>
}

/** A wire that was refused: what to say and what would help. Position in client pixels. */
export interface Refusal extends Spot {
  reason: string
  converter: string | null
  source: EdgeEnd
  target: EdgeEnd
}

interface WiringState {
  wiring: Wiring | null
  refusal: Refusal | null
}

export const wiringStore = createStore<WiringState>(() => ({ wiring: null, refusal: null }))

/** A slice of the wire in hand and of the last refusal. */
export function useWiring<T>(select: (state: WiringState) => T): T {
  return useStore(wiringStore, select)
}

/** The loose end of the wire, canvas pixels; moves with the pointer, so it is kept apart. */
export const looseEndStore = createStore<{ at: Spot; over: EdgeEnd | null }>(() => ({
  at: { x: 0, y: 0 },
  over: null,
}))

/** A port as a text key, `nodeId port`. */
export const portKey = ({ nodeId, port }: EdgeEnd): string => `${nodeId} ${port}`
