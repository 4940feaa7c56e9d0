import { create } from 'zustand'
import { closeStudio, useStudioPage } from '../studio/pageStore.ts'

/** What the page shows beside or in place of its list. */
export type Screen = { show: 'list' } | { show: 'trigger'; id: string } | { show: 'kinds' } | { show: 'form' }

interface TriggersPageState {
  open: boolean
  screen: Screen
  /** Only triggers of this recipe are listed; null = of all. */
  recipeId: string | null
}

/** Whether the page of triggers is open in place of the canvas, and where on it a person is. */
export const useTriggersPage = create<TriggersPageState>(() => ({
  open: false,
  screen: { show: 'list' },
  recipeId: null,
}))

/** Opens the page, for one recipe or for all. */
export function openTriggers(recipeId: string | null = null, screen: Screen = { show: 'list' }): void {
  closeStudio()
  useTriggersPage.setState({ open: true, recipeId, screen })
}

export function closeTriggers(): void {
  useTriggersPage.setState({ open: false })
}

export function toggleTriggers(): void {
  if (useTriggersPage.getState().open) closeTriggers()
  else openTriggers()
}

export function showScreen(screen: Screen): void {
  useTriggersPage.setState({ screen })
}

/** Goes one step back: to the list first, then to the graph. */
export function leaveScreen(): void {
  if (useTriggersPage.getState().screen.show === 'list') closeTriggers()
  else showScreen({ show: 'list' })
}

// Both stand in the place of the canvas.
useStudioPage.subscribe(({ open }) => {
  if (open) closeTriggers()
})
