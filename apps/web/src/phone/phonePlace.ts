import { create } from 'zustand'

export type PhoneTab = 'make' | 'answer' | 'runs'

/** What the phone shows: a list, or one thing of it. */
export interface PhonePlace {
  tab: PhoneTab
  recipeId: string | null
  runId: string | null
}

const start: PhonePlace = { tab: 'make', recipeId: null, runId: null }

export const usePhonePlace = create<PhonePlace>(() => start)

/** Goes somewhere; the phone's own way back leads here again. */
export function goTo(place: Partial<PhonePlace>): void {
  const next = { ...start, tab: usePhonePlace.getState().tab, ...place }
  history.pushState(next, '')
  usePhonePlace.setState(next)
}

/** Goes back, or to the list when this page is the first one that was opened. */
export function goBack(): void {
  if (history.state === null || !('tab' in history.state)) goTo({})
  else history.back()
}

/** Follows the phone's own way back and forth. Returns the way to stop. */
export function followPlace(): () => void {
  const restore = ({ state }: PopStateEvent) => usePhonePlace.setState(isPlace(state) ? state : start)
  window.addEventListener('popstate', restore)
  return () => window.removeEventListener('popstate', restore)
}

const isPlace = (state: unknown): state is PhonePlace =>
  typeof state === 'object' && state !== null && 'tab' in state && 'recipeId' in state && 'runId' in state
