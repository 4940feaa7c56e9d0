import type { RecipeInput } from '@segue/protocol'
import { useDocument } from '../document/documentStore.ts'
import { cx } from '../ui/cx.ts'
import { InputField } from './InputField.tsx'

/** The knobs of the open recipe, in their groups. What is filled in goes into the next run. `roomy`: for a page of its own. */
export function InputForm({ roomy = false }: { roomy?: boolean }) {
  const id = useDocument(({ recipe }) => recipe?.id)
  const inputs = useDocument(({ recipe }) => recipe?.inputs)
  if (id === undefined || inputs === undefined) return null
  if (inputs.length === 0) {
    return <p className="px-3 py-2 text-muted text-node">This recipe has no inputs. It runs as it is.</p>
  }
  return (
    <div className="px-3 pb-4">
      {groupsOf(inputs).map(([group, fields]) => (
        <fieldset key={group} className={roomy ? 'pt-3' : 'pt-1'}>
          {group !== '' && (
            <legend className={cx('pt-2 pb-1', roomy ? 'font-medium' : 'text-muted text-tiny')}>
              {group}
            </legend>
          )}
          <div className={roomy ? 'space-y-4 rounded-node border border-line bg-card p-3.5' : 'space-y-2.5'}>
            {fields.map((input) => (
              <InputField key={`${id} ${input.key}`} recipeId={id} input={input} roomy={roomy} />
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
