import type { SavedVersion } from '@segue/api'
import { Ellipsis, GitCompareArrows, RotateCcw, Tag } from 'lucide-react'
import { useState } from 'react'
import { formatWhen } from '../runs/time.ts'
import { cx } from '../ui/cx.ts'
import { Menu } from '../ui/Menu.tsx'
import { NameField } from './NameField.tsx'
import { compareSince, restoreVersion } from './versionOrders.ts'

interface VersionRowProps {
  save: SavedVersion
  /** The version before it; `null` for the first. */
  before: number | null
  isCurrent: boolean
  isCompared: boolean
  now: number
}

/** One save: its name or number, when, and what it changed. A click compares it with what is open. */
export function VersionRow({ save, before, isCurrent, isCompared, now }: VersionRowProps) {
  const [naming, setNaming] = useState(false)
  const { revision, name, summary, savedAt, published } = save
  const title = name || (before === null ? 'As it began' : `Version ${revision}`)
  // For the newest, what it changed itself; for older ones, all that has changed since.
  const look = () => void (isCurrent && before !== null ? compareSince(before) : compareSince(revision))
  return (
    <li className="group relative">
      {naming ? (
        <NameField save={save} onDone={() => setNaming(false)} />
      ) : (
        <button
          type="button"
          aria-current={isCompared}
          onClick={look}
          className={cx(
            'block w-full rounded-node p-2 pr-8 text-left hover:bg-white/4',
            isCompared && 'bg-raised hover:bg-raised',
          )}
        >
          <span className="flex items-baseline gap-2">
            <span className={cx('truncate', name && 'font-medium')}>{title}</span>
            {isCurrent && <span className="text-done text-tiny">open now</span>}
            {published !== null && (
              <span className="shrink-0 rounded-full bg-raised px-1.5 text-muted text-tiny">
                published {published}
              </span>
            )}
            <span className="tnum ml-auto shrink-0 text-muted text-tiny">{formatWhen(savedAt, now)}</span>
          </span>
          <span className="line-clamp-2 text-muted text-tiny">
            {summary || (before === null ? 'Before the first edit' : 'No difference')}
          </span>
        </button>
      )}
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`More for ${title}`}
            className="absolute top-2 right-1 grid size-6 place-items-center rounded-field text-muted opacity-0 hover:text-text max-md:opacity-100 focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100"
          >
            <Ellipsis size={14} />
          </button>
        }
        items={[
          { label: name ? 'Rename…' : 'Name…', icon: <Tag size={13} />, run: () => setNaming(true) },
          {
            label: 'Compare with the one before',
            icon: <GitCompareArrows size={13} />,
            disabled: before === null,
            run: () => before !== null && void compareSince(before, revision),
          },
          {
            label: 'Restore',
            icon: <RotateCcw size={13} />,
            disabled: isCurrent,
            run: () => void restoreVersion(revision),
          },
        ]}
      />
    </li>
  )
}
