import { type AnyStateMachine, type EventObject, initialTransition } from 'xstate'
import { type Arrow, type Context, type Place, placesOf, type Seen, type Verb } from './places.ts'

/** An actor between two events. */
export interface Snapshot {
  value: string
  context: Context
  status: 'active' | 'done'
}

/** An action that a transition asks for: its name and the context at that moment. */
export interface WantedAction {
  type: string
  context: Context
}

export interface Transition {
  snapshot: Snapshot
  actions: WantedAction[]
}

/** Arrows without an event that may follow each other. */
const maxArrows = 50

function placeIn(machine: AnyStateMachine, value: string): Place {
  const place = placesOf(machine).get(value)
  if (!place) throw new Error(`The machine ${machine.id} has no state ${value}.`)
  return place
}

/** The snapshot of an actor in this state. */
export const snapshotOf = (machine: AnyStateMachine, value: string, context: Context): Snapshot => ({
  value,
  context,
  status: placeIn(machine, value).isFinal ? 'done' : 'active',
})

/** The first snapshot of a machine, as XState makes it. */
export function begin(machine: AnyStateMachine, input: unknown): Snapshot {
  const [{ value, context, status, error }] = initialTransition(machine, input)
  if (status === 'error') throw error
  return snapshotOf(machine, String(value), context)
}

/** Takes an arrow: leaves the state, acts, enters the next one. Returns where that leads. */
function take(
  arrow: Arrow,
  place: Place,
  at: { machine: AnyStateMachine; act(verbs: readonly Verb[]): void },
) {
  if (arrow.target === null) {
    at.act(arrow.verbs)
    return place
  }
  const next = placeIn(at.machine, arrow.target)
  at.act(place.exit)
  at.act(arrow.verbs)
  at.act(next.entry)
  return next
}

/**
 * The snapshot after an event and the actions it asks for: the same as XState's `transition`, which a property test
 * holds it to for every machine. XState takes four to five times as long (36 µs for all transitions of a step against
 * 8 µs, one inert scope for all calls), because it prepares for regions, history, delays and children at every
 * transition; machines here are flat and have none of them. With XState's own a graph of 1,000 nodes is 20 to 25 times
 * as quick as in n8n-core, below the 40 that Segue promises (`npm run bench peers`), and a quarter of the durable steps
 * per second is lost (3,000 runs of 3 nodes side by side: 4,122 against 5,581); so it stays.
 */
export function advance(machine: AnyStateMachine, before: Snapshot, event: EventObject): Transition {
  const actions: WantedAction[] = []
  const seen: Seen = { context: before.context, event }
  const act = (verbs: readonly Verb[]) => {
    for (const { type, params, set } of verbs) {
      if (set) seen.context = { ...seen.context, ...set(seen, params) }
      else actions.push({ type, context: seen.context })
    }
  }
  const open = (arrows: readonly Arrow[] | undefined) => arrows?.find((arrow) => arrow.isOpen(seen))

  let value = before.value
  let place = placeIn(machine, value)
  let arrow = open(place.on.get(event.type))
  for (let taken = 0; arrow; taken++) {
    if (taken > maxArrows)
      throw new Error(`The machine ${machine.id} does not come to rest after ${event.type}.`)
    place = take(arrow, place, { machine, act })
    value = arrow.target ?? value
    arrow = place.isFinal ? undefined : open(place.always)
  }
  return { snapshot: { value, context: seen.context, status: place.isFinal ? 'done' : 'active' }, actions }
}
