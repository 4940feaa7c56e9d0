import type { RecipeHead } from '@segue/api'
import { useQuery } from '@tanstack/react-query'
import { Archive, FilePlus2, Import } from 'lucide-react'
import { useRef, useState } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { foundRecipesQuery } from '../server/queries.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Cover } from './Cover.tsx'
import { RecipeMenu } from './RecipeMenu.tsx'
import { importFile } from './recipeFile.ts'
import { createRecipe, visitRecipe } from './visit.ts'

/** Every recipe: those that come with Segue, and the person's own, the newest first. */
export function RecipeList({ onOpen }: { onOpen?: () => void }) {
  const [search, setSearch] = useState('')
  const [archived, setArchived] = useState(false)
  const { data: recipes, isError } = useQuery(foundRecipesQuery({ search, archived }))
  const starters = recipes?.filter(({ starter }) => starter) ?? []
  const own = recipes?.filter(({ starter }) => !starter).sort((a, b) => b.updatedAt - a.updatedAt) ?? []
  return (
    <div className="flex h-full flex-col">
      <Header />
      <div className="flex shrink-0 items-center gap-1 px-3 pb-2">
        <input
          type="search"
          aria-label="Search recipes"
          placeholder="Name, tag or node"
          maxLength={200}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={(event) => event.stopPropagation()}
          className="h-7 min-w-0 flex-1 rounded-field bg-well px-2 text-node outline-none placeholder:text-faint max-md:h-10 max-md:text-base"
        />
        <IconButton
          label={archived ? 'Show recipes in use' : 'Show archived recipes'}
          aria-pressed={archived}
          onClick={() => setArchived(!archived)}
        >
          <Archive size={15} className={archived ? 'text-text' : 'text-muted'} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-2 pb-3">
        {isError && <p className="px-2 py-3 text-muted">The recipes cannot be read now.</p>}
        <Group title="Starters" recipes={starters} {...(onOpen ? { onOpen } : {})} />
        <Group title="Yours" recipes={own} {...(onOpen ? { onOpen } : {})} />
        {recipes?.length === 0 && (search !== '' || archived) && (
          <p className="px-2 py-1 text-muted text-node">
            {search !== '' ? 'No recipe has all of these words.' : 'Nothing is archived.'}
          </p>
        )}
        {recipes !== undefined && own.length === 0 && search === '' && !archived && (
          <p className="px-2 py-1 text-muted text-node">Your own recipes appear here. Start one with +.</p>
        )}
      </div>
    </div>
  )
}

function Header() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex h-10 shrink-0 items-center pr-2 pl-4">
      <h2 className="flex-1 font-medium">Recipes</h2>
      <IconButton label="Import a recipe file" onClick={() => input.current?.click()}>
        <Import size={15} />
      </IconButton>
      <IconButton label="New recipe" onClick={() => void createRecipe('New recipe')}>
        <FilePlus2 size={15} />
      </IconButton>
      <input
        ref={input}
        type="file"
        accept=".segue,.json,application/json"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file !== undefined) void importFile(file)
          target.value = ''
        }}
      />
    </div>
  )
}

interface GroupProps {
  title: string
  recipes: RecipeHead[]
  onOpen?: () => void
}

function Group({ title, recipes, onOpen }: GroupProps) {
  if (recipes.length === 0) return null
  return (
    <section>
      <h3 className="px-2 pt-2 pb-1 text-muted text-tiny">{title}</h3>
      <ul className="space-y-0.5">
        {recipes.map((recipe) => (
          <Row key={recipe.id} recipe={recipe} {...(onOpen ? { onOpen } : {})} />
        ))}
      </ul>
    </section>
  )
}

function Row({ recipe, onOpen }: { recipe: RecipeHead; onOpen?: () => void }) {
  const open = useDocument((state) => state.recipe?.id === recipe.id)
  return (
    <li className="group relative">
      <button
        type="button"
        aria-current={open}
        onClick={() => {
          if (!open) void visitRecipe(recipe.id)
          onOpen?.()
        }}
        className={cx(
          'flex w-full items-center gap-3 rounded-node p-2 text-left hover:bg-white/4',
          open && 'bg-raised hover:bg-raised',
        )}
      >
        <Cover recipe={recipe} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{recipe.name}</span>
          <span className="line-clamp-2 text-muted text-tiny">
            {recipe.failure ? (
              <span className="text-stale">{recipe.failure.message}</span>
            ) : (
              recipe.description || `${recipe.nodes} ${recipe.nodes === 1 ? 'node' : 'nodes'}`
            )}
          </span>
        </span>
      </button>
      {recipe.tags.length > 0 && (
        <p className="-mt-1 truncate px-2 pb-1 pl-21 text-faint text-tiny">{recipe.tags.join(' · ')}</p>
      )}
      <RecipeMenu recipe={recipe} />
    </li>
  )
}
