import { TextField } from '../ui/TextField.tsx'
import { useMistake } from './draftStore.ts'
import { Field } from './Field.tsx'
import type { Mistake } from './mistakes.ts'

interface TextLineProps {
  label: string
  /** Where its mistakes are looked up. */
  name: string
  value: string
  onEdit: (text: string) => void
  help?: string
  wrong?: Mistake | undefined
  placeholder?: string
  mono?: boolean
  lines?: number
  maxLength?: number
}

/** A line of the form that is text. */
export function TextLine({ name, help, wrong, onEdit, ...field }: TextLineProps) {
  const kept = useMistake(name)
  return (
    <Field label={field.label} name={name} wrong={wrong} {...(help === undefined ? {} : { help })}>
      <TextField {...field} invalid={(wrong ?? kept) !== undefined} onEdit={onEdit} />
    </Field>
  )
}
