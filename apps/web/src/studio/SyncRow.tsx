import type { SyncState } from '@segue/api'
import { type StudioSync, sharedAspects } from '@segue/protocol'
import { Flag, Trash2 } from 'lucide-react'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { titleOf } from './appLook.ts'
import { OffsetField } from './OffsetField.tsx'
import { carryMarkers, removeSync, setSync } from './studioOrders.ts'
import { syncSentence } from './syncWords.ts'

const parts = [
  { part: 'transport', label: 'Play and position' },
  { part: 'tempo', label: 'Tempo' },
  { part: 'markers', label: 'Markers' },
] as const

/** One sync: a sentence with its switch, what is followed, and how far apart the two are meant to be. */
export function SyncRow({ sync: { state, driftSec, detail, ...sync } }: { sync: SyncState }) {
  const shared = sharedAspects(sync.leader, sync.follower)
  const words = syncSentence({ state, driftSec, detail, ...sync })
  const change = (some: Partial<StudioSync>) => void setSync({ ...sync, ...some })
  const dot = { off: 'border border-muted', waiting: 'bg-stale', following: 'bg-done', failing: 'bg-error' }
  return (
    <li className="group rounded-field bg-card p-2.5 text-node">
      <div className="flex items-center gap-2">
        <span aria-hidden className={cx('size-2 shrink-0 rounded-full', dot[state])} />
        <p className={cx('tnum min-w-0 flex-1', state === 'off' && 'text-muted')}>{words}</p>
        <SwitchField
          label={`${titleOf(sync.follower)} follows ${titleOf(sync.leader)}`}
          value={sync.on}
          onPick={(on) => change({ on })}
        />
      </div>
      {detail !== '' && (
        <p className={cx('mt-1 text-tiny', state === 'failing' ? 'text-error' : 'text-muted')}>{detail}</p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        {parts
          .filter(({ part }) => shared.includes(part))
          .map(({ part, label }) => (
            <button
              key={part}
              type="button"
              aria-pressed={sync[part]}
              onClick={() => change({ [part]: !sync[part] })}
              className={cx(
                'h-6 rounded-field border px-2 text-tiny transition-colors duration-100',
                sync[part]
                  ? 'border-line-hover bg-raised text-text'
                  : 'border-line text-muted hover:text-text',
              )}
            >
              {label}
            </button>
          ))}
      </div>
      <div className="mt-1.5 flex items-center">
        <OffsetField offsetSec={sync.offsetSec} onKeep={(offsetSec) => change({ offsetSec })} />
        <span className="ml-auto flex">
          <IconButton
            label="Carry markers over once"
            className="size-6"
            onClick={() => void carryMarkers(sync)}
          >
            <Flag size={13} />
          </IconButton>
          <IconButton label="Remove" className="size-6" onClick={() => void removeSync(sync)}>
            <Trash2 size={13} />
          </IconButton>
        </span>
      </div>
    </li>
  )
}
