import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** Whether the list of recipes is open beside the canvas. Kept in this browser. */
export const useSide = create<{ recipes: boolean }>()(
  persist((): { recipes: boolean } => ({ recipes: false }), { name: 'segue.side' }),
)

/** Opens or closes the list of recipes. */
export function toggleRecipes(): void {
  useSide.setState(({ recipes }) => ({ recipes: !recipes }))
}
