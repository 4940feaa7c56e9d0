import { InputForm } from './InputForm.tsx'
import { OutputCards } from './OutputCards.tsx'

/** The recipe as a person uses it: what it makes, and the knobs for making it. */
export function RecipeForm() {
  return (
    <>
      <OutputCards />
      <h2 className="px-3 pt-1 font-medium">Inputs</h2>
      <InputForm />
    </>
  )
}
