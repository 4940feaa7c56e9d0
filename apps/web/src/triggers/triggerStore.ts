import { type Failure, failureOf, type TriggerView } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'

interface TriggerState {
  /** Null until the runner has told. */
  triggers: readonly TriggerView[] | null
  /** Why nothing is told. */
  failure: Failure | null
}

/** Every trigger as the runner told it last. */
export const useTriggers = create<TriggerState>(() => ({ triggers: null, failure: null }))

/** Keeps the triggers current until the signal aborts. */
export function followTriggers(signal: AbortSignal): void {
  runner()
    .triggers.watch({ signal, onData: (triggers) => useTriggers.setState({ triggers, failure: null }) })
    .catch((error) => useTriggers.setState({ failure: failureOf(error) }))
}

/** Shows what the runner has just answered, before it is told again. */
export function putTrigger(trigger: TriggerView): void {
  useTriggers.setState(({ triggers }) => {
    if (triggers === null) return {}
    const known = triggers.some(({ id }) => id === trigger.id)
    return {
      triggers: known
        ? triggers.map((one) => (one.id === trigger.id ? trigger : one))
        : [...triggers, trigger],
    }
  })
}

/** One trigger; undefined when it is gone. */
export const useTrigger = (id: string): TriggerView | undefined =>
  useTriggers(({ triggers }) => triggers?.find((one) => one.id === id))

/** Which of the triggers fires next by the clock. */
export function soonestOf(triggers: readonly TriggerView[]): TriggerView | undefined {
  const waiting = triggers.filter(({ next }) => next.length > 0)
  return waiting.reduce<TriggerView | undefined>(
    (first, one) => (first === undefined || nextOf(one) < nextOf(first) ? one : first),
    undefined,
  )
}

/** The next moment of a trigger; infinitely far for one that waits for events. */
export const nextOf = ({ next }: Pick<TriggerView, 'next'>): number => next[0] ?? Number.POSITIVE_INFINITY
