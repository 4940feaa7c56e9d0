import type { TriggerView } from '@segue/protocol'
import { Play, TriangleAlert } from 'lucide-react'
import { formatWhen, useNow } from '../runs/time.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { kinds } from './kinds.ts'
import { hereZone, momentIn, shownZone, untilWords } from './moments.ts'
import { runNow, setEnabled } from './orders.ts'
import { outcomes } from './outcomes.ts'
import { showScreen } from './pageStore.ts'

/** One trigger: when it fires, what became of the last time, and whether it is on. A click opens it. */
export function TriggerRow({ trigger }: { trigger: TriggerView }) {
  const { id, name, recipeName, words, enabled, failure, settings, note } = trigger
  const { icon: Icon, title } = kinds[settings.kind]
  const others = recipeName === name ? '' : ` · ${recipeName ?? 'its recipe is gone'}`
  return (
    <li
      className={cx(
        'relative flex items-start gap-3.5 rounded-node border bg-panel px-4 py-3 hover:bg-card',
        failure === null ? 'border-line hover:border-line-hover' : 'border-error/50',
      )}
    >
      <Icon
        size={18}
        aria-label={title}
        className={cx('mt-0.5 shrink-0', enabled ? 'text-running' : 'text-muted')}
      />
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-0.5 @3xl:grid-cols-[minmax(0,1fr)_15rem_11rem]">
        <div className="min-w-0">
          <button
            type="button"
            onClick={() => showScreen({ show: 'trigger', id })}
            className="block max-w-full truncate text-left font-medium after:absolute after:inset-0 after:rounded-node"
          >
            {name}
          </button>
          <p className="truncate text-muted text-node">
            <span className="inline-block first-letter:uppercase">{words}</span>
            {others}
          </p>
        </div>
        <Next trigger={trigger} />
        <Last trigger={trigger} />
        {failure !== null && (
          <p className="col-span-full mt-1 flex gap-2 text-error text-node">
            <TriangleAlert size={14} className="mt-px shrink-0" />
            <span>
              {failure.message} <span className="text-muted">{failure.hint}</span>
            </span>
          </p>
        )}
        {failure === null && note !== null && (
          <p className="col-span-full text-muted text-node first-letter:uppercase">{note}</p>
        )}
      </div>
      <span className="relative flex h-5 items-center gap-2">
        <IconButton label={`Run ${name} now`} className="size-6" onClick={() => void runNow(trigger)}>
          <Play size={12} className="fill-current" />
        </IconButton>
        <SwitchField label={`${name} is on`} value={enabled} onPick={(on) => void setEnabled(trigger, on)} />
      </span>
    </li>
  )
}

function Next({ trigger: { enabled, next, settings, queued, failure } }: { trigger: TriggerView }) {
  const now = useNow(1000, next.length > 0)
  const [first] = next
  if (!enabled) return <p className="pt-0.5 text-muted text-node">Off</p>
  if (first === undefined)
    return (
      <p className="pt-0.5 text-muted text-node">
        {settings.kind === 'schedule' || failure !== null ? 'Waits' : 'Listens'}
      </p>
    )
  const zone = settings.kind === 'schedule' ? shownZone(settings.zone) : hereZone()
  const [shown, local] = [momentIn(zone, first, now), momentIn(hereZone(), first, now)]
  return (
    <p className="tnum min-w-0 pt-0.5 text-node">
      <span className="block truncate">
        {shown} <span className="text-muted">{untilWords(first, now)}</span>
      </span>
      {local !== shown && <span className="block truncate text-muted">here {local}</span>}
      {queued > 0 && <span className="block text-running">{queued} in line</span>}
    </p>
  )
}

function Last({ trigger: { last } }: { trigger: TriggerView }) {
  const now = useNow(30_000, last !== null)
  if (last === null) return <p className="pt-0.5 text-muted text-node">Has not fired yet</p>
  const { label, colour } = outcomes[last.outcome]
  return (
    <p className="flex min-w-0 items-baseline gap-2 pt-0.5 text-node">
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
      <span className="min-w-0 truncate">
        {label} <span className="text-muted">{formatWhen(last.decidedAt, now)}</span>
      </span>
    </p>
  )
}
