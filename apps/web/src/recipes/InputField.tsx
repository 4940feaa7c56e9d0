import type { RecipeInput } from '@segue/protocol'
import { useId } from 'react'
import { FieldControl } from './FieldControl.tsx'
import { formEdits, resetInput, useInputValue } from './inputValues.ts'
import { limitWords } from './limitWords.ts'

interface InputFieldProps {
  recipeId: string
  input: RecipeInput
  /** There is room for its help below it. */
  roomy?: boolean
}

/** One knob with its label, its help and the way back to its default. */
export function InputField({ recipeId, input, roomy = false }: InputFieldProps) {
  const id = useId()
  const value = useInputValue(recipeId, input.key)
  const isMissing = input.required && input.default === undefined && (value === undefined || value === null)
  const help = [input.help, limitWords(input)].filter((part) => part !== undefined && part !== '').join(' · ')
  return (
    <div>
      <div className="flex items-baseline justify-between gap-2 pb-1">
        <label htmlFor={id} className="text-node" title={input.help}>
          {input.label}
          {input.required && <span className={isMissing ? 'text-stale' : 'text-muted'}> · needed</span>}
        </label>
        {value !== undefined && value !== null && (
          <button
            type="button"
            onClick={() => resetInput(input.key)}
            className="text-muted text-tiny hover:text-text"
          >
            Reset
          </button>
        )}
      </div>
      <FieldControl
        id={id}
        input={roomy ? withoutHelp(input) : input}
        value={value}
        edits={formEdits(input.key)}
      />
      {roomy && help !== '' && <p className="pt-1 text-muted text-tiny">{help}</p>}
    </div>
  )
}

/** Its help stands below it, and need not stand in it, too. */
function withoutHelp({ help: _, ...input }: RecipeInput): RecipeInput {
  return input
}
