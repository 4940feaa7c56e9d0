import type { OscValue } from '@segue/osc'
import { PyRuntimeError } from './python.ts'
import type { Thing } from './thing.ts'

/** Sends something that nobody asked for just now. */
export type Push = (address: string, values: readonly OscValue[]) => void

export interface Listeners {
  /** Sends a property to `address` now and after every change, with the place as it is now. */
  start(thing: Thing, property: string, place: readonly OscValue[], address: string): void
  stop(thing: Thing, property: string, place: readonly OscValue[]): void
}

/**
 * Listeners as AbletonOSC keeps them: by property and place. The thing at a place may be another one by then; the old
 * one goes on to tell, under its old place.
 */
export function createListeners(kind: string, push: Push): Listeners {
  const known = new Map<string, () => void>()
  const keyOf = (property: string, place: readonly OscValue[]) =>
    JSON.stringify([kind, property, place.map((value) => ('value' in value ? String(value.value) : ''))])
  const stop: Listeners['stop'] = (thing, property, place) => {
    const key = keyOf(property, place)
    const watcher = known.get(key)
    known.delete(key)
    try {
      if (watcher !== undefined) thing.unwatch(property, watcher)
    } catch (error) {
      if (!(error instanceof PyRuntimeError)) throw error
    }
  }
  return {
    stop,
    start(thing, property, place, address) {
      stop(thing, property, place)
      const tell = () => push(address, [...place, thing.get(property)])
      thing.watch(property, tell)
      known.set(keyOf(property, place), tell)
      tell()
    },
  }
}
