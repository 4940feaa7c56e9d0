import type { RecipeInput } from '@segue/protocol'
import { useId } from 'react'
import { FieldControl } from './FieldControl.tsx'
import { formEdits, resetInput, useInputValue } from './inputValues.ts'

/** One knob with its label, its help and the way back to its default. */
export function InputField({ recipeId, input }: { recipeId: string; input: RecipeInput }) {
  const id = useId()
  const value = useInputValue(recipeId, input.key)
  return (
    <div>
      <div className="flex items-baseline justify-between gap-2 pb-1">
        <label htmlFor={id} className="text-node" title={input.help}>
          {input.label}
          {input.required && <span className="text-muted"> · needed</span>}
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
      <FieldControl id={id} input={input} value={value} edits={formEdits(input.key)} />
    </div>
  )
}
