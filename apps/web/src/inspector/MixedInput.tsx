import type { Json } from '../document/paramField.ts'
import { TextField } from '../ui/TextField.tsx'
import type { ParamInputProps } from './ParamInput.tsx'

const shownAs = (value: Json | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** What a person wrote, as what it looks like: a number, yes / no, a short list in brackets, else text. */
export function readMixed(text: string): Json {
  const trimmed = text.trim()
  if (trimmed !== '' && Number.isFinite(Number(trimmed))) return Number(trimmed)
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  if (!/^\[.*\]$/.test(trimmed)) return text
  try {
    return JSON.parse(trimmed)
  } catch {
    return text
  }
}

/** A number, or a text that is more exact than one; yes / no and short lists where they fit, too. */
export function MixedInput({ field, value, onEdit, invalid = false }: ParamInputProps) {
  return (
    <TextField
      value={shownAs(value)}
      label={field.title}
      unit={field.unit}
      mono
      invalid={invalid}
      onEdit={(text, gesture) => onEdit(readMixed(text), gesture)}
    />
  )
}
