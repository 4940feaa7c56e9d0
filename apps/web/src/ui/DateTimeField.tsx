import { CalendarClock } from 'lucide-react'
import { useRef } from 'react'
import type { OnEdit } from './gesture.ts'
import { IconButton } from './IconButton.tsx'
import { TextField } from './TextField.tsx'

interface DateTimeFieldProps {
  /** `2026-03-09 20:30`, or with a zone; anything else stays as it was written. */
  value: string
  label: string
  onEdit: OnEdit<string>
}

/** A moment as text, with the browser's calendar beside it. */
export function DateTimeField({ value, label, onEdit }: DateTimeFieldProps) {
  const picker = useRef<HTMLInputElement>(null)
  const plain = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d$/.test(value) ? value.replace(' ', 'T') : ''
  return (
    <div className="relative flex items-center gap-1">
      <div className="min-w-0 flex-1">
        <TextField label={label} value={value} placeholder="2026-03-09 20:30" mono onEdit={onEdit} />
      </div>
      <input
        ref={picker}
        type="datetime-local"
        tabIndex={-1}
        aria-hidden
        value={plain}
        className="pointer-events-none absolute right-0 bottom-0 size-0 opacity-0"
        onChange={({ target }) => onEdit(target.value.replace('T', ' '), '')}
      />
      <IconButton
        label={`${label}: calendar`}
        className="size-6"
        onClick={() => picker.current?.showPicker()}
      >
        <CalendarClock size={13} />
      </IconButton>
    </div>
  )
}
