import type { RecipeInput } from '@segue/protocol'
import { useDocument } from '../document/documentStore.ts'
import { InputField } from './InputField.tsx'

/** The knobs of the open recipe, in their groups. What is filled in goes into the next run. */
export function InputForm() {
  const id = useDocument(({ recipe }) => recipe?.id)
  const inputs = useDocument(({ recipe }) => recipe?.inputs)
  if (id === undefined || inputs === undefined) return null
  if (inputs.length === 0) {
    return <p className="px-3 py-2 text-muted text-node">This recipe has no inputs. It runs as it is.</p>
  }
  return (
    <div className="px-3 pb-4">
      {groupsOf(inputs).map(([group, fields]) => (
        <fieldset key={group} className="pt-1">
          {group !== '' && <legend className="pt-2 pb-1 text-muted text-tiny">{group}</legend>}
          <div className="space-y-2.5">
            {fields.map((input) => (
              <InputField key={`${id} ${input.key}`} recipeId={id} input={input} />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

const groupsOf = (inputs: RecipeInput[]): [string, RecipeInput[]][] => [
  ...Map.groupBy(inputs, ({ group }) => group ?? ''),
]
