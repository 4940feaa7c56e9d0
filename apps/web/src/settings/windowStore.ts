import { create } from 'zustand'

export type WindowName = 'notifications' | 'storage' | 'report' | 'preflight' | 'takes'

/** Which window about more than the open recipe is open. */
export const useWindow = create<{ open: WindowName | null }>(() => ({ open: null }))

/** Opens one of the windows; null closes it. */
export function openWindow(open: WindowName | null): void {
  useWindow.setState({ open })
}
