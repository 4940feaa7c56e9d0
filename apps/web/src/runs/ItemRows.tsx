import type { StepView } from '@segue/protocol'
import { ChevronDown, ChevronRight, CornerDownRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Item, loadItems, useItems } from './childStore.ts'
import { openRun } from './openItem.ts'
import { runStatuses } from './status.ts'
import { formatDuration } from './time.ts'

/** The runs inside a step: a button that shows them, or that opens the only one. */
export function ItemRows({ runId, step }: { runId: string; step: StepView }) {
  const [open, setOpen] = useState(false)
  const items = useItems(runId, step.nodeId)
  const { total = 0, succeeded = 0, failed = 0 } = step.items ?? {}
  const moved = `${succeeded} ${failed} ${step.status}`
  useEffect(() => {
    if (open && moved) void loadItems(runId, step.nodeId)
  }, [open, runId, step.nodeId, moved])
  if (step.items === null || total === 0) return null
  if (step.type === 'flow.recipe') return <OnlyRun runId={runId} step={step} />
  return (
    <div className="pl-5">
      <button
        type="button"
        aria-expanded={open}
        aria-label={`Items of ${step.name}`}
        onClick={() => setOpen(!open)}
        className="flex h-6 items-center gap-1.5 rounded-field px-1 text-muted hover:text-text"
      >
        {open ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        {succeeded} of {total} done
        {failed > 0 && <span className="text-error">{failed} failed</span>}
      </button>
      {open && (
        <ul aria-label={`Items of ${step.name}`} className="pl-4">
          {items?.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is named by its place
            <Row key={index} item={item} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Row({ item: { name, head } }: { item: Item }) {
  const look = head && runStatuses[head.status]
  return (
    <li>
      <button
        type="button"
        disabled={head === null}
        onClick={() => head && openRun(head.runId)}
        className="flex h-6 w-full items-center gap-2 rounded-field px-1 text-left enabled:hover:bg-white/4"
      >
        <span className="size-1.5 rounded-full" style={{ background: look?.colour ?? 'var(--color-line)' }} />
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <span className="text-muted">{look?.label ?? 'Waits'}</span>
        <span className="w-14 text-right font-mono text-muted tabular-nums">
          {head?.endedAt ? formatDuration(head.endedAt - head.createdAt) : ''}
        </span>
      </button>
    </li>
  )
}

function OnlyRun({ runId, step }: { runId: string; step: StepView }) {
  const open = async () => {
    const [first] = await loadItems(runId, step.nodeId)
    if (first?.head) openRun(first.head.runId)
  }
  return (
    <button
      type="button"
      aria-label={`Open the run of ${step.name}`}
      onClick={() => void open()}
      className="ml-5 flex h-6 items-center gap-1.5 rounded-field px-1 text-muted hover:text-text"
    >
      <CornerDownRight size={12} />
      Open its run
    </button>
  )
}
