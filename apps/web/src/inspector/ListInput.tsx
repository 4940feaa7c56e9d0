import { Plus, Trash2 } from 'lucide-react'
import { blank } from '../document/fieldValue.ts'
import type { Json, ParamField } from '../document/paramField.ts'
import { Button } from '../ui/Button.tsx'
import type { OnEdit } from '../ui/gesture.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ParamInput } from './ParamInput.tsx'

export interface InnerInputProps {
  field: ParamField
  value: Json | undefined
  onEdit: OnEdit<Json>
}

/** A list of values, one below the other. */
export function ListInput({ field, value, onEdit }: InnerInputProps) {
  const { element, title } = field
  const items = Array.isArray(value) ? value : []
  if (!element) return null
  const put = (index: number, item: Json, gesture: string) => onEdit(items.with(index, item), gesture)
  return (
    <div className="flex flex-col gap-1.5">
      {items.map((item, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: elements of a list have no identity but their place
          key={index}
          label={`Remove ${title} ${index + 1}`}
          framed={element.kind !== 'text' && element.kind !== 'number'}
          onRemove={() => onEdit(items.toSpliced(index, 1), '')}
        >
          <ParamInput
            field={{ ...element, title: `${title} ${index + 1}` }}
            value={item}
            onEdit={(next, gesture) => put(index, next, gesture)}
          />
        </Entry>
      ))}
      <Button
        look="quiet"
        className="self-start"
        aria-label={`Add to ${title}`}
        onClick={() => onEdit([...items, blank(element)], '')}
      >
        <Plus size={12} /> Add
      </Button>
    </div>
  )
}

interface EntryProps {
  label: string
  framed: boolean
  onRemove: () => void
  children: React.ReactNode
}

/** One of several things in a field, with the way to take it out. */
export function Entry({ label, framed, onRemove, children }: EntryProps) {
  return (
    <div className={`flex items-start gap-1 ${framed ? 'rounded-field border border-line p-1.5' : ''}`}>
      <div className="min-w-0 flex-1">{children}</div>
      <IconButton label={label} className="size-6" onClick={onRemove}>
        <Trash2 size={12} />
      </IconButton>
    </div>
  )
}
