import type { NotifyRule } from '@segue/protocol'
import { X } from 'lucide-react'
import { useRecipes } from '../server/queries.ts'
import { Line } from '../settings/Line.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SelectField } from '../ui/SelectField.tsx'

interface RecipeRulesProps {
  recipes: Readonly<Record<string, NotifyRule>>
  onChange: (recipes: Record<string, NotifyRule>) => void
}

const words: readonly { value: NotifyRule; label: string }[] = [
  { value: 'always', label: 'always' },
  { value: 'trouble', label: 'trouble only' },
  { value: 'never', label: 'never' },
]

/** Recipes that are told of otherwise than the rest. */
export function RecipeRules({ recipes, onChange }: RecipeRulesProps) {
  const { data: all = [] } = useRecipes()
  const others = all.filter(({ id }) => !Object.hasOwn(recipes, id))
  return (
    <Line label="But for recipes">
      <div className="grid gap-1.5">
        {Object.entries(recipes).map(([id, rule]) => {
          const name = all.find((one) => one.id === id)?.name ?? id
          return (
            <div key={id} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate text-node">{name}</span>
              <SelectField
                label={`Rule for ${name}`}
                className="w-32"
                value={rule}
                choices={words}
                onPick={(value) =>
                  onChange({ ...recipes, [id]: words.find((one) => one.value === value)?.value ?? rule })
                }
              />
              <IconButton
                label={`Treat ${name} as the others`}
                onClick={() =>
                  onChange(Object.fromEntries(Object.entries(recipes).filter(([key]) => key !== id)))
                }
              >
                <X size={13} />
              </IconButton>
            </div>
          )
        })}
        <SelectField
          label="Add a recipe"
          value=""
          choices={[
            { value: '', label: 'Add a recipe…' },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onPick={(id) => id !== '' && onChange({ ...recipes, [id]: 'always' })}
        />
      </div>
    </Line>
  )
}
