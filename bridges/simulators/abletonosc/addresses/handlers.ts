import type { OscValue } from '@segue/osc'
import type { Listeners } from '../listeners.ts'
import { none, PyRuntimeError } from '../python.ts'
import type { Thing } from '../thing.ts'

export type Params = readonly OscValue[]
/** What an address does; null where nothing is answered. */
export type Handler = (params: Params) => OscValue[] | null
export type Handlers = Record<string, Handler>

/** What the first parameters name, with the place as it is echoed. */
export interface Found {
  thing: Thing
  place: readonly OscValue[]
  rest: Params
}

/** The value of a property; None where the thing does not have it. */
export function valueOrNone(thing: Thing, property: string): OscValue {
  try {
    return thing.get(property)
  } catch (error) {
    if (error instanceof PyRuntimeError) return none
    throw error
  }
}

/** `get`, `start_listen` and `stop_listen` of all properties of a kind, and `set` of those that can be written. */
export function propertyHandlers(
  kind: string,
  find: (params: Params) => Found,
  { reads, writes, listeners }: { reads: readonly string[]; writes: readonly string[]; listeners: Listeners },
): Handlers {
  const handlers: Handlers = {}
  for (const property of [...reads, ...writes]) {
    const address = `/live/${kind}/get/${property}`
    handlers[address] = (params) => {
      const { thing, place } = find(params)
      return [...place, valueOrNone(thing, property)]
    }
    handlers[`/live/${kind}/start_listen/${property}`] = silent((params) => {
      const { thing, place } = find(params)
      listeners.start(thing, property, place, address)
    })
    handlers[`/live/${kind}/stop_listen/${property}`] = silent((params) => {
      const { thing, place } = find(params)
      listeners.stop(thing, property, place)
    })
  }
  for (const property of writes)
    handlers[`/live/${kind}/set/${property}`] = silent((params) => {
      const { thing, rest } = find(params)
      thing.set(property, rest[0])
    })
  return handlers
}

/** A handler that answers nothing. */
export const silent =
  (act: (params: Params) => void): Handler =>
  (params) => {
    act(params)
    return null
  }
