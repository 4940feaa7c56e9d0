import type { RecipeInput, TriggerDraft } from '@segue/protocol'
import { useId } from 'react'
import { z } from 'zod'
import { FieldControl } from '../recipes/FieldControl.tsx'
import type { FieldEdits } from '../recipes/inputValues.ts'
import { Segments } from '../recipes/Segments.tsx'
import { changeDraft } from './draftStore.ts'
import { Field } from './Field.tsx'
import { PointerField } from './PointerField.tsx'
import type { EventValue } from './pointers.ts'

interface InputLineProps {
  input: RecipeInput
  draft: TriggerDraft
  /** Values that the event may bring; none for a schedule. */
  values: readonly EventValue[]
}

const fixed = 'Fixed'
const fromEvent = 'From what arrives'

/** One input of the recipe in the form of a trigger: a fixed value, or where in the event it stands. */
export function InputLine({ input, draft, values }: InputLineProps) {
  const id = useId()
  const { key, label, help, required } = input
  const { settings } = draft
  const value = draft.inputs[key]
  const map = settings.kind === 'schedule' ? {} : settings.map
  const pointer = map[key]
  const put = (next: TriggerDraft['inputs'][string] | undefined) => {
    const { [key]: _, ...others } = draft.inputs
    changeDraft({ inputs: next === undefined ? others : { ...others, [key]: next } }, `input ${key}`)
  }
  const point = (next: string | undefined) => {
    if (settings.kind === 'schedule') return
    const { [key]: _, ...others } = settings.map
    const changed = next === undefined ? others : { ...others, [key]: next }
    changeDraft({ settings: { ...settings, map: changed } }, `input ${key}`)
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
      {settings.kind !== 'schedule' && (
        <div className="mb-1.5 max-w-70">
          <Segments
            label={`Where ${label} comes from`}
            value={pointer === undefined ? fixed : fromEvent}
            options={[fixed, fromEvent]}
            onPick={(picked) => point(picked === fixed ? undefined : (values[0]?.pointer ?? ''))}
          />
        </div>
      )}
      {pointer !== undefined && (
        <>
          <PointerField label={`What becomes ${label}`} pointer={pointer} values={values} onPick={point} />
          <p className="mt-1.5 mb-1 text-muted text-tiny">If what arrives has none:</p>
        </>
      )}
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
