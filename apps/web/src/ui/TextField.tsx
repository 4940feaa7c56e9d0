import { type ChangeEvent, type KeyboardEvent, useEffect, useState } from 'react'
import { cx } from './cx.ts'
import { type OnEdit, useGesture } from './gesture.ts'
import { well } from './well.ts'

interface TextFieldProps {
  id?: string
  value: string
  label: string
  onEdit: OnEdit<string>
  lines?: number
  mono?: boolean
  /** Stands at the right end of one line. */
  unit?: string
  placeholder?: string
  maxLength?: number | undefined
  invalid?: boolean
  disabled?: boolean
}

/** Text of one line, or of several. Reports while typing; one visit is one gesture. Escape takes the visit back. */
export function TextField({ value, label, onEdit, lines = 1, mono, unit, invalid, ...rest }: TextFieldProps) {
  const gesture = useGesture()
  const [draft, setDraft] = useState(value)
  const [before, setBefore] = useState(value)
  useEffect(() => setDraft(value), [value])

  const report = (next: string) => {
    setDraft(next)
    onEdit(next, gesture.key())
  }
  const shared = {
    ...rest,
    value: draft,
    'aria-label': label,
    'data-invalid': invalid || undefined,
    spellCheck: false,
    autoComplete: 'off',
    className: cx(
      well,
      'px-2',
      mono && 'font-mono',
      'nodrag nowheel',
      lines > 1 ? 'resize-y py-1.5' : 'h-6.5',
    ),
    onFocus: () => {
      gesture.renew()
      setBefore(value)
    },
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => report(event.target.value),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      event.stopPropagation()
      if (event.key === 'Escape' && draft !== before) report(before)
      if (
        event.key === 'Escape' ||
        (event.key === 'Enter' && (lines === 1 || event.ctrlKey || event.metaKey))
      )
        event.currentTarget.blur()
    },
  }
  if (lines > 1) return <textarea rows={lines} {...shared} />
  return (
    <span className="relative block w-full min-w-0">
      <input type="text" {...shared} />
      {unit ? (
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-muted text-tiny">
          {unit}
        </span>
      ) : null}
    </span>
  )
}
