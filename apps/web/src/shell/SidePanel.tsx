import { LibraryBig, SlidersHorizontal } from 'lucide-react'
import { InputForm } from '../recipes/InputForm.tsx'
import { OutputCards } from '../recipes/OutputCards.tsx'
import { RecipeList } from '../recipes/RecipeList.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { type SidePage, toggleSide, useSide } from './sideStore.ts'

const pages: { page: SidePage; label: string; icon: typeof LibraryBig }[] = [
  { page: 'make', label: 'Inputs of this recipe', icon: SlidersHorizontal },
  { page: 'recipes', label: 'Recipes', icon: LibraryBig },
]

/** The left edge: a rail of pages, and the open one beside it. */
export function SidePanel() {
  const open = useSide((state) => state.page)
  return (
    <aside className="flex shrink-0 border-line border-r bg-panel">
      <nav aria-label="Panels" className="flex w-10 flex-col items-center gap-1 border-line border-r py-2">
        {pages.map(({ page, label, icon: Icon }) => (
          <IconButton
            key={page}
            label={label}
            side="right"
            pressed={open === page}
            onClick={() => toggleSide(page)}
          >
            <Icon size={16} />
          </IconButton>
        ))}
      </nav>
      {open !== null && (
        <div className="flex w-64 flex-col">{open === 'recipes' ? <RecipeList /> : <Make />}</div>
      )}
    </aside>
  )
}

function Make() {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <h2 className="flex h-10 items-center px-4 font-medium">Inputs</h2>
      <InputForm />
      <h2 className="flex h-10 items-center border-line border-t px-4 font-medium">Output</h2>
      <OutputCards />
    </div>
  )
}
