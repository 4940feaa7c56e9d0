import type { AppId } from '@segue/protocol'
import { create } from 'zustand'

interface StudioPageState {
  open: boolean
  /** The application that is looked for, until it is in sight. */
  wanted: AppId | null
}

/** Whether the studio is open in place of the canvas. */
export const useStudioPage = create<StudioPageState>(() => ({ open: false, wanted: null }))

/** Opens the studio, at one application or at its top. */
export function openStudio(wanted: AppId | null = null): void {
  useStudioPage.setState({ open: true, wanted })
}

export function closeStudio(): void {
  useStudioPage.setState({ open: false, wanted: null })
}

export function toggleStudio(): void {
  if (useStudioPage.getState().open) closeStudio()
  else openStudio()
}
