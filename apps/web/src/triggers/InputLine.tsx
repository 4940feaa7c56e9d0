import type { RecipeInput, TriggerDraft } from '@segue/protocol'
import { useId } from 'react'
import { z } from 'zod'
import { FieldControl } from '../recipes/FieldControl.tsx'
import type { FieldEdits } from '../recipes/inputValues.ts'
import { changeDraft } from './draftStore.ts'
import { Field } from './Field.tsx'

interface InputLineProps {
  input: RecipeInput
  draft: TriggerDraft
}

/** One input of the recipe in the form of a trigger. */
export function InputLine({ input, draft }: InputLineProps) {
  const id = useId()
  const { key, label, help, required } = input
  const value = draft.inputs[key]
  const put = (next: TriggerDraft['inputs'][string] | undefined) => {
    const { [key]: _, ...others } = draft.inputs
    changeDraft({ inputs: next === undefined ? others : { ...others, [key]: next } }, `input ${key}`)
  }
  const edits: FieldEdits = {
    set: put,
    setFile: (ref) => put(z.json().parse(ref)),
    reset: () => put(undefined),
  }
  return (
    <Field
      label={required ? `${label} · needed` : label}
      name={`input ${key}`}
      {...(help === undefined ? {} : { help })}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <FieldControl id={id} input={input} value={value} edits={edits} />
        </div>
        {value !== undefined && (
          <button
            type="button"
            aria-label={`Reset ${label}`}
            onClick={edits.reset}
            className="h-6.5 shrink-0 text-muted text-tiny hover:text-text"
          >
            Reset
          </button>
        )}
      </div>
    </Field>
  )
}
