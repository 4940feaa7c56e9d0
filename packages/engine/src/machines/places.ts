import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition, EventObject } from 'xstate'
import type { Row } from '../types.ts'

export type Context = Row['context']

/** What guards and actions look at. */
export interface Seen {
  context: Context
  event: EventObject
}

type Guard = (seen: Seen, params: unknown) => boolean
type Setter = (seen: Seen, params: unknown) => Context

/** An action: one that changes the context, or one that is wanted of others. */
export interface Verb {
  type: string
  params: unknown
  set: Setter | null
}

export interface Arrow {
  /** Null when the machine stays where it is, without leaving it. */
  target: string | null
  isOpen(seen: Seen): boolean
  verbs: readonly Verb[]
}

/** One state of a flat machine, with everything looked up that its names stand for. */
export interface Place {
  isFinal: boolean
  on: ReadonlyMap<string, readonly Arrow[]>
  always: readonly Arrow[]
  entry: readonly Verb[]
  exit: readonly Verb[]
}

type Named = string | { type: string; params?: unknown }

const named = (one: Named) => (typeof one === 'string' ? { type: one, params: undefined } : one)

/** `assign` of XState keeps what it was made of: a function of the whole context, or one (or a value) per field. */
function setterOf(action: unknown): Setter | null {
  if (typeof action !== 'function' || !('assignment' in action)) return null
  const { assignment } = action
  // `setup` has checked what is in it.
  if (typeof assignment === 'function') return assignment as Setter
  const fields = Object.entries(assignment as Record<string, unknown>)
  return (seen, params) =>
    Object.fromEntries(
      fields.map(([field, value]) => [field, typeof value === 'function' ? value(seen, params) : value]),
    )
}

function placeOf(node: AnyStateNode): Place {
  const isFlat = (node.type === 'atomic' || node.type === 'final') && node.invoke.length === 0
  if (!isFlat || node.after.length > 0)
    throw new Error(
      `${node.id} is more than a flat state; \`advance\` knows no regions, delays and children.`,
    )
  const { actions, guards } = node.machine.implementations
  const verbs = (names: readonly unknown[]): Verb[] =>
    names.map((name) => {
      const { type, params } = named(name as Named) // machines of ours name all their actions
      return { type, params, set: setterOf(actions[type]) }
    })
  const arrow = ({ target, reenter, guard, actions: names }: AnyTransitionDefinition): Arrow => {
    const to = target?.[0]
    const { type = '', params } = guard ? named(guard as Named) : {}
    const ask = guards[type] as Guard | undefined
    return {
      target: to === undefined || (to === node && !reenter) ? null : to.key,
      isOpen: (seen) => !ask || ask(seen, params),
      verbs: verbs(names),
    }
  }
  return {
    isFinal: node.type === 'final',
    on: new Map(Array.from(node.transitions, ([event, arrows]) => [event, arrows.map(arrow)])),
    always: (node.always ?? []).map(arrow),
    entry: verbs(node.entry),
    exit: verbs(node.exit),
  }
}

const known = new WeakMap<AnyStateMachine, ReadonlyMap<string, Place>>()

/** The states of a machine, as XState has resolved them; looked up once per machine. */
export function placesOf(machine: AnyStateMachine): ReadonlyMap<string, Place> {
  const before = known.get(machine)
  if (before) return before
  const places = new Map(Object.values(machine.states).map((node) => [node.key, placeOf(node)]))
  known.set(machine, places)
  return places
}
