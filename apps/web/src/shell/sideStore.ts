import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type SidePage = 'make' | 'recipes'

/** Which page of the left panel is open; `null` when it is closed. Kept in this browser. */
export const useSide = create<{ page: SidePage | null }>()(
  persist((): { page: SidePage | null } => ({ page: 'make' }), { name: 'segue.side' }),
)

/** Opens a page of the left panel, or closes it when it is open already. */
export function toggleSide(page: SidePage): void {
  useSide.setState((state) => ({ page: state.page === page ? null : page }))
}
