import { Plus, Trash2 } from 'lucide-react'
import type { Json, ParamField } from '../document/paramField.ts'
import { Button } from '../ui/Button.tsx'
import type { OnEdit } from '../ui/gesture.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ParamInput } from './ParamInput.tsx'

interface ListInputProps {
  field: ParamField
  value: Json | undefined
  onEdit: OnEdit<Json>
}

const groupOf = (value: Json | undefined): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

/** A value for a new list element: the default, or the least one that fits. */
function blank(field: ParamField): Json {
  if (field.default !== undefined) return field.default
  if (field.kind === 'number') return field.min ?? 0
  if (field.kind === 'boolean') return false
  if (field.kind === 'choice') return field.choices[0] ?? ''
  if (field.kind === 'list') return []
  if (field.kind !== 'group') return field.kind === 'text' ? '' : null
  return Object.fromEntries(
    field.fields.filter(({ required }) => required).map((inner) => [inner.key, blank(inner)]),
  )
}

/** A list of values, or a group of fields. */
export function ListInput({ field, value, onEdit }: ListInputProps) {
  if (field.kind === 'group') return <GroupInput {...{ field, value, onEdit }} />
  const { element } = field
  const items = Array.isArray(value) ? value : []
  if (!element) return null
  const put = (index: number, item: Json, gesture: string) =>
    onEdit(
      items.map((old, at) => (at === index ? item : old)),
      gesture,
    )
  return (
    <div className="flex flex-col gap-1.5">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements of a list have no identity but their place
        <div key={index} className="flex items-start gap-1 rounded-field border border-line p-1.5">
          <div className="min-w-0 flex-1">
            <ParamInput
              field={{ ...element, title: `${field.title} ${index + 1}` }}
              value={item}
              onEdit={(next, gesture) => put(index, next, gesture)}
            />
          </div>
          <IconButton
            label={`Remove ${index + 1}`}
            className="size-6"
            onClick={() =>
              onEdit(
                items.filter((_, at) => at !== index),
                '',
              )
            }
          >
            <Trash2 size={12} />
          </IconButton>
        </div>
      ))}
      <Button look="quiet" className="self-start" onClick={() => onEdit([...items, blank(element)], '')}>
        <Plus size={12} /> Add
      </Button>
    </div>
  )
}

function GroupInput({ field, value, onEdit }: ListInputProps) {
  const group = groupOf(value)
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-2 gap-y-1">
      {field.fields.map((inner) => (
        <div key={inner.key} className="contents">
          <span className="truncate text-muted text-node" title={inner.help}>
            {inner.title}
          </span>
          <div className="min-w-0">
            <ParamInput
              field={inner}
              value={group[inner.key] ?? inner.default}
              onEdit={(next, gesture) => onEdit({ ...group, [inner.key]: next }, gesture)}
            />
          </div>
        </div>
      ))}
    </div>
  )
}
