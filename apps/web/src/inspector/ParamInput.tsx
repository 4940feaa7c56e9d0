import { ArtifactRef, elementOf, failureOf, PortType, portTypes } from '@segue/protocol'
import type { ComponentType } from 'react'
import { toast } from 'sonner'
import type { FieldKind, Json, ParamField } from '../document/paramField.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { ColourField } from '../ui/ColourField.tsx'
import { DateTimeField } from '../ui/DateTimeField.tsx'
import { FileField } from '../ui/FileField.tsx'
import type { OnEdit } from '../ui/gesture.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { GroupInput } from './GroupInput.tsx'
import { JsonInput } from './JsonInput.tsx'
import { type InnerInputProps, ListInput } from './ListInput.tsx'
import { MapInput } from './MapInput.tsx'
import { MixedInput } from './MixedInput.tsx'
import { TupleInput } from './TupleInput.tsx'
import { UnionInput } from './UnionInput.tsx'

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

/** How a choice reads: kinds of things by their own names. */
function wordsOf({ key }: ParamField, choice: string): string {
  const type = key === 'carries' ? PortType.safeParse(choice).data : undefined
  if (!type) return spoken(choice)
  const { label } = portTypes[elementOf(type)]
  return type.startsWith('list<') ? `List of ${label.toLowerCase()}` : label
}

const inner: Partial<Record<FieldKind, ComponentType<InnerInputProps>>> = {
  list: ListInput,
  group: GroupInput,
  tuple: TupleInput,
  map: MapInput,
  union: UnionInput,
}

/** What cannot be edited in one line, in few words: the names of files, or the value as it is written. */
function briefly(value: Json | undefined): string {
  const files = ArtifactRef.array().safeParse(value).data ?? []
  return files.length > 0 ? files.map(({ name }) => name).join(', ') : JSON.stringify(value ?? null)
}

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
        value={String(value ?? '')}
        choices={field.choices.map((choice) => ({
          value: String(choice),
          label: wordsOf(field, String(choice)),
        }))}
        label={label}
        onPick={(next) => pick(field.choices.find((choice) => String(choice) === next) ?? next)}
      />
    )
  if (kind === 'file') return <FileInput {...{ field, value, onEdit }} />
  if (kind === 'text' && (field.widget === 'colour' || field.widget === 'color'))
    return <ColourField value={asText(value)} label={label} onEdit={onEdit} />
  if (kind === 'text' && field.widget === 'datetime')
    return <DateTimeField value={asText(value)} label={label} onEdit={onEdit} />
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
  if (compact) return <span className="truncate text-text">{briefly(value)}</span>
  const Inner = field.widget === 'code' ? undefined : inner[kind]
  if (Inner) return <Inner {...{ field, value, onEdit }} />
  return <JsonInput value={value ?? null} label={label} onEdit={onEdit} />
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
