import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** Whether the inspector is open. Kept in this browser. */
export const useInspectorOpen = create<{ open: boolean }>()(
  persist((): { open: boolean } => ({ open: true }), { name: 'segue.inspector' }),
)

/** Opens or closes the inspector. */
export function toggleInspector(): void {
  useInspectorOpen.setState(({ open }) => ({ open: !open }))
}
