import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Which of the two windows over everything is open. */
const panelStore = createStore<{ open: 'palette' | 'cheatSheet' | null }>(() => ({ open: null }))

/** The window that is open, if any. */
export function usePanel(): 'palette' | 'cheatSheet' | null {
  return useStore(panelStore, ({ open }) => open)
}

/** Opens one of the windows; `null` closes it. */
export function openPanel(open: 'palette' | 'cheatSheet' | null): void {
  panelStore.setState({ open })
}
