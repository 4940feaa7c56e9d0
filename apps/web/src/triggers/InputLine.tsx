import type { RecipeInput, TriggerDraft } from '@segue/protocol'
import { Zap } from 'lucide-react'
import { useId } from 'react'
import { z } from 'zod'
import { FieldControl } from '../recipes/FieldControl.tsx'
import type { FieldEdits } from '../recipes/inputValues.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { changeDraft } from './draftStore.ts'
import { Field } from './Field.tsx'
import { PointerField } from './PointerField.tsx'
import { type EventValue, likelyValue } from './pointers.ts'

interface InputLineProps {
  input: RecipeInput
  draft: TriggerDraft
  /** Values that the event may bring; none for a schedule. */
  values: readonly EventValue[]
}

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
      {pointer !== undefined && (
        <div className="mb-2.5">
          <PointerField label={`What becomes ${label}`} pointer={pointer} values={values} onPick={point} />
          <p className="mt-2 -mb-1 text-muted text-tiny">If what arrives has none:</p>
        </div>
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
        {settings.kind !== 'schedule' && (
          <IconButton
            label={pointer === undefined ? `Take ${label} from what arrives` : `Keep ${label} fixed`}
            pressed={pointer !== undefined}
            className="size-6.5"
            onClick={() => point(pointer === undefined ? likelyValue(values, input) : undefined)}
          >
            <Zap size={13} className={pointer === undefined ? '' : 'fill-stale text-stale'} />
          </IconButton>
        )}
      </div>
    </Field>
  )
}
