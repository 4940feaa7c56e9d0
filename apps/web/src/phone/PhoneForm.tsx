import { failureOf, type Recipe } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { openRecipe } from '../document/documentStore.ts'
import { Still } from '../previews/Still.tsx'
import { InputForm } from '../recipes/InputForm.tsx'
import { loadInputValues, valuesToRun } from '../recipes/inputValues.ts'
import { runner } from '../server/client.ts'
import { PhoneHead } from './PhoneHead.tsx'
import { useSampleFace } from './PhoneRecipes.tsx'
import { goTo } from './phonePlace.ts'
import { follow } from './phoneRuns.ts'

/** One recipe to fill in and start. */
export function PhoneForm({ recipeId }: { recipeId: string }) {
  const { data: recipe, error } = useQuery({
    queryKey: ['form', recipeId],
    queryFn: () => runner().recipes.get(recipeId),
    staleTime: 0,
  })
  useEffect(() => {
    if (!recipe) return
    loadInputValues(recipe.id)
    openRecipe(recipe)
    return () => openRecipe(null)
  }, [recipe])
  return (
    <div className="flex min-h-full flex-col">
      <PhoneHead back title={recipe?.name ?? ''} />
      {error !== null && <p className="px-4 py-6 text-muted">{failureOf(error).message}</p>}
      {recipe && <Filled recipe={recipe} />}
    </div>
  )
}

function Filled({ recipe }: { recipe: Recipe }) {
  const sample = useSampleFace(recipe.id, recipe.cover === null)
  const face = recipe.cover ?? sample
  return (
    <>
      <div className="flex-1 pb-4">
        {face && (
          <div className="relative mx-4 aspect-video overflow-hidden rounded-[10px] bg-well">
            <Still artifact={face} />
          </div>
        )}
        {recipe.description !== '' && <p className="px-4 pt-3 text-muted">{recipe.description}</p>}
        {/* Fields as large as a thumb, and text at the size below which phones zoom in by themselves. */}
        <div className="px-1 pt-3 [zoom:1.33]">
          <InputForm />
        </div>
      </div>
      <Start recipe={recipe} />
    </>
  )
}

function Start({ recipe }: { recipe: Recipe }) {
  const [busy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    try {
      const { runId } = await runner().runs.start({ recipe: { id: recipe.id }, inputs: valuesToRun(recipe) })
      follow(runId)
      goTo({ tab: 'runs', runId })
    } catch (error) {
      const { message, hint } = failureOf(error)
      toast.error(message, { description: hint })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="sticky bottom-0 bg-gradient-to-t from-70% from-canvas to-transparent px-4 pt-5 pb-4">
      <button
        type="button"
        disabled={busy}
        onClick={() => void start()}
        className="flex h-13 w-full items-center justify-center gap-2.5 rounded-[12px] bg-text font-semibold text-[16px] text-canvas active:opacity-80 disabled:opacity-50"
      >
        <Play size={18} className="fill-current" />
        Run
      </button>
    </div>
  )
}
