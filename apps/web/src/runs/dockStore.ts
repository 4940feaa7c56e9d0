import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { closeStudio } from '../studio/pageStore.ts'

export type DockTab = 'timeline' | 'log' | 'problems' | 'runs' | 'queue'

interface DockState {
  open: boolean
  tab: DockTab
  /** Pixels, header included. */
  height: number
}

/** The panel of runs below the canvas: open or not, how high, which page. Kept in this browser. */
export const useDock = create<DockState>()(
  persist((): DockState => ({ open: false, tab: 'timeline', height: 232 }), { name: 'segue.dock' }),
)

/** Opens the panel at a page, and leaves the studio for it. */
export function showDock(tab: DockTab): void {
  closeStudio()
  useDock.setState({ open: true, tab })
}

export function toggleDock(): void {
  useDock.setState(({ open }) => ({ open: !open }))
}

/** Sets the height within what leaves room for the canvas. */
export function setDockHeight(height: number): void {
  useDock.setState({ height: Math.round(Math.min(Math.max(height, 120), window.innerHeight * 0.7)) })
}
