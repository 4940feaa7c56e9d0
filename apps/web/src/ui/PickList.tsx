import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { cx } from './cx.ts'

export interface Pick {
  key: string
  content: ReactNode
}

interface PickListProps {
  label: string
  placeholder: string
  query: string
  onQuery: (query: string) => void
  picks: readonly Pick[]
  onPick: (key: string) => void
  onCancel: () => void
  /** Shown when nothing matches. */
  empty: ReactNode
}

/** A search field over a list, driven from the keyboard: arrows choose, Enter picks, Escape leaves. */
export function PickList({
  label,
  placeholder,
  query,
  onQuery,
  picks,
  onPick,
  onCancel,
  empty,
}: PickListProps) {
  const [index, setIndex] = useState(0)
  const id = useId()
  const at = Math.min(index, Math.max(0, picks.length - 1))

  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setIndex(Math.min(picks.length - 1, Math.max(0, at + step)))
    }
    const picked = picks[at]
    if (event.key === 'Enter' && picked) onPick(picked.key)
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Tab') event.preventDefault()
  }
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the list opens by a key and is left by Escape
        autoFocus
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={picks.length > 0 ? `${id}-${at}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          onQuery(event.target.value)
          setIndex(0)
        }}
        onKeyDown={onKeyDown}
        className="h-10 shrink-0 border-line border-b bg-transparent px-3 text-ui placeholder:text-muted focus:outline-none"
      />
      <div id={id} role="listbox" aria-label={label} className="min-h-0 overflow-y-auto p-1">
        {picks.map(({ key, content }, row) => (
          <div
            key={key}
            id={`${id}-${row}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === at}
            onPointerMove={() => setIndex(row)}
            onClick={() => onPick(key)}
            onKeyDown={onKeyDown}
            className={cx('rounded-field px-2 py-1', row === at && 'bg-line')}
          >
            {content}
          </div>
        ))}
        {picks.length === 0 ? <div className="px-2 py-3 text-muted text-node">{empty}</div> : null}
      </div>
    </>
  )
}
