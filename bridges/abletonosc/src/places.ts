import type { OscClient, Turn } from './client.ts'
import type { Ears } from './ears.ts'
import { notKept, wrong } from './failure.ts'
import { createRoll, type Roll } from './roll.ts'
import { int, numberOf, textOf } from './values.ts'

/** The rows of the set: what stands where, and what that was before. */
export interface Places {
  readonly tracks: Roll
  readonly scenes: Roll
  /** Reads both rows. */
  refresh(signal?: AbortSignal): Promise<void>
  /**
   * Makes, moves or deletes tracks or scenes: what listens at indices stops before and begins again after, and `work`
   * says to the rows what it did.
   */
  restructure<T>(work: (turn: Turn) => Promise<T>, signal: AbortSignal): Promise<T>
  /**
   * Holds on to what stands at these indices now. The function that it gives looks again, and fails when a person moved
   * it meanwhile: then what was said to an index may have met something else.
   */
  hold(at: { track?: number; scene?: number }): (signal: AbortSignal) => Promise<void>
  /** Calls back when a row has changed. Returns the way to stop. */
  onChange(listener: () => void): () => void
}

/** So many names fit into a datagram of macOS, however long they are. */
const namesAtOnce = 40

export function createPlaces(client: OscClient, ears: Ears, next: () => number): Places {
  const tracks = createRoll(next)
  const scenes = createRoll(next)
  const listeners = new Set<() => void>()

  const edits = () => tracks.edits + scenes.edits
  const read = async (ask: Turn['ask']): Promise<void> => {
    const before = edits()
    const counts = await Promise.all([
      ask({ address: '/live/song/get/num_tracks' }),
      ask({ address: '/live/song/get/num_scenes' }),
    ])
    const [trackCount = 0, sceneCount = 0] = counts.map(([count]) => numberOf(count))
    const [trackNames, sceneNames] = await Promise.all([
      namesOf(ask, '/live/song/get/track_names', trackCount),
      namesOf(ask, '/live/song/get/scenes/name', sceneCount),
    ])
    if (edits() !== before) return read(ask)
    const changed = [tracks.see(trackNames), scenes.see(sceneNames)]
    if (!changed.includes(true)) return
    ears.again()
    for (const listener of [...listeners]) listener()
  }
  const refresh = (signal?: AbortSignal) => read((question) => client.ask(question, signal))
  return {
    tracks,
    scenes,
    refresh,
    hold({ track, scene }) {
      const ids = () => [
        track === undefined ? null : tracks.idAt(track),
        scene === undefined ? null : scenes.idAt(scene),
      ]
      const before = ids().join()
      return async (signal) => {
        await refresh(signal)
        if (ids().join() !== before)
          throw notKept(
            'Tracks or scenes were moved by hand at this very moment, so it may have met another one.',
          )
      }
    },
    restructure: (work, signal) =>
      client.alone(async (turn) => {
        ears.hush(turn)
        // What is read next is answered after the errors of places that are gone.
        await read(turn.ask)
        turn.forget()
        try {
          return await work(turn)
        } finally {
          ears.again(turn)
          await read(turn.ask)
        }
      }, signal),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The names of a row, in parts: a longer answer than a datagram is lost. */
async function namesOf(ask: Turn['ask'], address: string, count: number): Promise<string[]> {
  const names: string[] = []
  for (let from = 0; from < count; from += namesAtOnce) {
    const more = count <= namesAtOnce ? [] : [int(from), int(Math.min(from + namesAtOnce, count))]
    names.push(...(await ask({ address, more })).map(textOf))
  }
  return names
}

/** A place that is wanted for something new; the end when it is null. */
export function placeFor(index: number | null, count: number, row: string): number {
  if (index === null) return count
  if (index <= count) return index
  throw wrong(`The set has ${count} ${row}.`, 'Leave the place empty.')
}
