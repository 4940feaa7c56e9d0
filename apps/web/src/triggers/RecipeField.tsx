import { useRecipes } from '../server/queries.ts'
import { FoundField } from './FoundField.tsx'

interface RecipeFieldProps {
  label: string
  /** Empty = none yet. */
  recipeId: string
  onPick: (id: string, name: string) => void
}

/** One of the recipes, found by its name. */
export function RecipeField({ label, recipeId, onPick }: RecipeFieldProps) {
  const { data: recipes = [] } = useRecipes()
  const chosen = recipes.find(({ id }) => id === recipeId)
  const find = (query: string) =>
    recipes
      .filter(({ name }) => name.toLowerCase().includes(query))
      .map(({ id, name, starter }) => ({ value: id, label: name, note: starter ? 'starter' : '' }))
  return (
    <FoundField
      label={label}
      shown={chosen?.name ?? (recipeId === '' ? '' : 'A recipe that is gone')}
      placeholder="Choose a recipe"
      find={find}
      onPick={(id) => onPick(id, recipes.find((one) => one.id === id)?.name ?? '')}
      empty="No recipe goes by that name."
    />
  )
}
