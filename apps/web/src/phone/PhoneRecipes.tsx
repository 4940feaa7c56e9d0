import type { RecipeHead } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Search, Workflow } from 'lucide-react'
import { useState } from 'react'
import { artifactIn } from '../previews/mainOutput.ts'
import { Still } from '../previews/Still.tsx'
import { sampleQuery, useRecipes } from '../server/queries.ts'
import { PhoneHead } from './PhoneHead.tsx'
import { goTo } from './phonePlace.ts'

/** Recipes to fill in, the person's own first. */
export function PhoneRecipes() {
  const { data: recipes, isError } = useRecipes()
  const [search, setSearch] = useState('')
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = recipes
    ?.filter(({ name, description, tags, failure }) => {
      const text = [name, description, ...tags].join(' ').toLowerCase()
      return failure === null && words.every((word) => text.includes(word))
    })
    .sort((a, b) => Number(a.starter) - Number(b.starter) || b.updatedAt - a.updatedAt)
  return (
    <>
      <PhoneHead title="Make" />
      <div className="px-4 pb-6">
        <label className="mb-4 flex h-11 items-center gap-2.5 rounded-[10px] bg-well px-3.5">
          <Search size={17} className="text-muted" />
          <input
            type="search"
            aria-label="Search recipes"
            placeholder="Search"
            maxLength={200}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            className="min-w-0 flex-1 bg-transparent text-[16px] outline-none placeholder:text-faint"
          />
        </label>
        {isError && <p className="py-6 text-center text-muted">The recipes cannot be read now.</p>}
        {found?.length === 0 && (
          <p className="py-6 text-center text-muted">No recipe has all of these words.</p>
        )}
        <ul className="grid grid-cols-2 gap-x-3 gap-y-5">
          {found?.map((recipe) => (
            <li key={recipe.id}>
              <Card recipe={recipe} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Card({ recipe: { id, name, cover, starter } }: { recipe: RecipeHead }) {
  return (
    <button
      type="button"
      onClick={() => goTo({ tab: 'make', recipeId: id })}
      className="block w-full text-left active:opacity-70"
    >
      <span className="relative grid aspect-video place-items-center overflow-hidden rounded-[10px] bg-well text-faint">
        <Workflow size={22} strokeWidth={1.5} />
        {cover ? <Still artifact={cover} /> : starter && <SampleFace id={id} />}
      </span>
      <span className="mt-2 line-clamp-2 font-medium leading-5">{name}</span>
    </button>
  )
}

/** What a starter makes, from the sample that comes with it. */
export function useSampleFace(id: string, enabled: boolean): ArtifactRef | null {
  const { data: sample } = useQuery({ ...sampleQuery(id), enabled })
  return (
    Object.values(sample?.head.outputs ?? {})
      .map(artifactIn)
      .find((ref) => ref !== null) ?? null
  )
}

function SampleFace({ id }: { id: string }) {
  const artifact = useSampleFace(id, true)
  return artifact ? <Still artifact={artifact} /> : null
}
