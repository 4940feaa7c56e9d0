import { ArtifactRef, failureOf } from '@segue/protocol'
import { toast } from 'sonner'
import type { Json, ParamField } from '../document/paramField.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { ColourField } from '../ui/ColourField.tsx'
import { FileField } from '../ui/FileField.tsx'
import type { OnEdit } from '../ui/gesture.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { JsonInput } from './JsonInput.tsx'
import { ListInput } from './ListInput.tsx'

export interface ParamInputProps {
  field: ParamField
  /** The value in force: the param's own or the default. */
  value: Json | undefined
  onEdit: OnEdit<Json>
  /** On the node itself: one line only. */
  compact?: boolean
  invalid?: boolean
}

const spoken = (choice: string): string => choice.charAt(0).toUpperCase() + choice.slice(1)

const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The control for one param, chosen by its schema and its widget hint. */
export function ParamInput({ field, value, onEdit, compact, invalid = false }: ParamInputProps) {
  const { title: label, kind } = field
  const pick = (next: Json) => onEdit(next, '')
  if (kind === 'number')
    return (
      <NumberField
        value={typeof value === 'number' ? value : null}
        range={field}
        unit={field.unit}
        placeholder={field.nullable ? 'auto' : ''}
        {...{ label, onEdit, invalid }}
      />
    )
  if (kind === 'boolean') return <SwitchField value={value === true} label={label} onPick={pick} />
  if (kind === 'choice')
    return (
      <SelectField
        value={asText(value)}
        choices={field.choices.map((choice) => ({ value: choice, label: spoken(choice) }))}
        label={label}
        onPick={pick}
      />
    )
  if (kind === 'file') return <FileInput {...{ field, value, onEdit }} />
  if (kind === 'text' && (field.widget === 'colour' || field.widget === 'color'))
    return <ColourField value={asText(value)} label={label} onEdit={onEdit} />
  if (kind === 'mixed') return <MixedInput {...{ field, value, onEdit, invalid }} />
  if (kind === 'text') {
    const many = !compact && (field.widget === 'textarea' || field.widget === 'code')
    return (
      <TextField
        value={asText(value)}
        lines={many ? 4 : 1}
        mono={field.widget === 'code'}
        maxLength={field.maxLength ?? undefined}
        {...{ label, onEdit, invalid }}
      />
    )
  }
  if (compact) return <span className="truncate font-mono text-tiny">{JSON.stringify(value ?? null)}</span>
  const written = kind === 'list' && field.widget === 'code'
  if (!written && (kind === 'list' || kind === 'group')) return <ListInput {...{ field, value, onEdit }} />
  return <JsonInput value={value ?? null} label={label} onEdit={onEdit} />
}

/** A number, or a text that is more exact than one. */
function MixedInput({ field, value, onEdit, invalid = false }: ParamInputProps) {
  const take = (text: string, gesture: string) => {
    const number = Number(text)
    onEdit(text.trim() !== '' && Number.isFinite(number) ? number : text, gesture)
  }
  const shown = typeof value === 'number' ? String(value) : asText(value)
  return (
    <TextField value={shown} label={field.title} unit={field.unit} mono invalid={invalid} onEdit={take} />
  )
}

function FileInput({ field, value, onEdit }: ParamInputProps) {
  const chosen = ArtifactRef.safeParse(value).data ?? null
  const take = async (file: File) => {
    try {
      onEdit(JSON.parse(JSON.stringify(await uploadFile(file, () => {}))), '')
    } catch (error) {
      const { message, hint } = failureOf(error)
      toast.error(message, { description: hint })
    }
  }
  return (
    <FileField
      label={field.title}
      chosen={chosen}
      onFile={take}
      {...(field.nullable ? { onClear: () => onEdit(null, '') } : {})}
    />
  )
}
