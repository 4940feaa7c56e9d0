import { Plus } from 'lucide-react'
import { useState } from 'react'
import { blank, groupOf } from '../document/fieldValue.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Entry, type InnerInputProps } from './ListInput.tsx'
import { ParamInput } from './ParamInput.tsx'

/** Values under names that a person chooses. A new one gets its name first. */
export function MapInput({ field, value, onEdit }: InnerInputProps) {
  const { element, title } = field
  const [name, setName] = useState('')
  const entries = groupOf(value)
  if (!element) return null
  const wanted = name.trim()
  const free = wanted !== '' && !Object.hasOwn(entries, wanted)
  const add = () => {
    if (!free) return
    onEdit({ ...entries, [wanted]: blank(element) }, '')
    setName('')
  }
  const without = (key: string) =>
    Object.fromEntries(Object.entries(entries).filter(([other]) => other !== key))
  return (
    <div className="flex flex-col gap-1.5">
      {Object.entries(entries).map(([key, item]) => (
        <Entry key={key} label={`Remove ${key}`} framed={false} onRemove={() => onEdit(without(key), '')}>
          <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-2">
            <span className="truncate font-mono text-tiny" title={key}>
              {key}
            </span>
            <ParamInput
              field={{ ...element, title: key }}
              value={item}
              onEdit={(next, gesture) => onEdit({ ...entries, [key]: next }, gesture)}
            />
          </div>
        </Entry>
      ))}
      <div className="flex gap-1">
        <TextField label={`New name in ${title}`} placeholder="Name" value={name} onEdit={setName} mono />
        <Button look="quiet" disabled={!free} aria-label={`Add to ${title}`} onClick={add}>
          <Plus size={12} /> Add
        </Button>
      </div>
    </div>
  )
}
