import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { cx } from '../ui/cx.ts'
import { PickList } from '../ui/PickList.tsx'
import { well } from '../ui/well.ts'

/** What can be chosen, and the words by which it is found. */
export interface Findable {
  value: string
  label: string
  /** Stands muted beside the label. */
  note: string
}

interface FoundFieldProps {
  label: string
  /** What is chosen, as it is shown. */
  shown: string
  placeholder: string
  /** All that match; called while a person types. */
  find: (query: string) => readonly Findable[]
  onPick: (value: string) => void
  empty: string
}

const mostShown = 60

/** One of many, found by typing. */
export function FoundField({ label, shown, placeholder, find, onPick, empty }: FoundFieldProps) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const change = (next: boolean) => {
    setOpen(next)
    setQuery('')
  }
  const picks = open ? find(query.trim().toLowerCase()).slice(0, mostShown) : []
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger
        aria-label={`${label}: ${shown || placeholder}`}
        className={cx(well, 'flex h-6.5 items-center justify-between gap-1 px-2 text-left')}
      >
        <span className={cx('truncate', shown === '' && 'text-muted')}>{shown || placeholder}</span>
        <ChevronDown size={12} className="shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start" className="z-50">
          <Popover.Popup
            aria-label={label}
            className="flex max-h-90 w-84 max-w-[92vw] flex-col overflow-hidden rounded-node border border-line bg-header text-node shadow-pop outline-none"
          >
            <PickList
              label={label}
              placeholder={placeholder}
              query={query}
              onQuery={setQuery}
              picks={picks.map((one) => ({
                key: one.value,
                content: (
                  <span className="flex items-baseline gap-3">
                    <span className="min-w-0 flex-1 truncate">{one.label}</span>
                    <span className="tnum shrink-0 text-muted text-tiny">{one.note}</span>
                  </span>
                ),
              }))}
              onPick={(value) => {
                onPick(value)
                change(false)
              }}
              onCancel={() => change(false)}
              empty={empty}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
