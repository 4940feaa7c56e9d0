import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface SideState {
  recipes: boolean
  /** The versions of the open recipe, in place of the list. */
  versions: boolean
}

/** What is open beside the canvas. Kept in this browser. */
export const useSide = create<SideState>()(
  persist((): SideState => ({ recipes: false, versions: false }), { name: 'segue.side' }),
)

/** Opens or closes the list of recipes. */
export function toggleRecipes(): void {
  useSide.setState(({ recipes }) => ({ recipes: !recipes, versions: false }))
}

/** Opens or closes the versions of the open recipe. */
export function toggleVersions(): void {
  useSide.setState(({ versions }) => ({ versions: !versions, recipes: false }))
}
