import type { RunHead } from '@segue/protocol'
import { RotateCcw } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { editAgain } from '../recipes/editAgain.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Empty } from './Empty.tsx'
import { followRun } from './followRun.ts'
import { inputWords } from './inputWords.ts'
import { useRunStore } from './runStore.ts'
import { isSettled, runStatuses } from './status.ts'
import { formatDuration, formatWhen, useNow } from './time.ts'

/** The runs of the open recipe, newest first. A click puts one onto the canvas. */
export function RunList() {
  const heads = useRunStore((state) => state.heads)
  const shownId = useRunStore((state) => state.shownId)
  const active = heads.some(({ status }) => !isSettled(status))
  const now = useNow(active ? 500 : 30_000, true)
  if (heads.length === 0) return <Empty title="No runs yet" hint="Press Run to make the first one." />
  return (
    <ul className="px-1.5 py-1.5 text-node">
      {heads.map((head) => (
        <Row key={head.runId} {...{ head, now }} shown={head.runId === shownId} />
      ))}
    </ul>
  )
}

function Row({ head, now, shown }: { head: RunHead; now: number; shown: boolean }) {
  const look = runStatuses[head.status]
  const words = useDocument(({ recipe }) => inputWords(head.inputs, recipe?.inputs ?? []))
  return (
    <li className="group/run relative">
      <button
        type="button"
        aria-current={shown}
        onClick={() => followRun(head.runId)}
        className={cx(
          'flex h-7 w-full items-center gap-3 rounded-field px-2 text-left hover:bg-white/4',
          shown && 'bg-raised',
        )}
      >
        <span className="size-2 shrink-0 rounded-full" style={{ background: look.colour }} />
        <span className="w-32 shrink-0 truncate">{look.label}</span>
        <span className="w-14 shrink-0 text-right font-mono text-muted tabular-nums">
          {formatDuration((head.endedAt ?? now) - head.createdAt)}
        </span>
        <span className="min-w-0 flex-1 truncate text-muted">{head.failures[0]?.message ?? words}</span>
        <time className="shrink-0 text-muted group-focus-within/run:opacity-0 group-hover/run:opacity-0 max-md:pr-8 max-md:opacity-100!">
          {formatWhen(head.createdAt, now)}
        </time>
      </button>
      <span className="absolute inset-y-0 right-1 flex items-center opacity-0 focus-within:opacity-100 group-hover/run:opacity-100 max-md:opacity-100">
        <IconButton label="Again, with changes" className="size-6" onClick={() => editAgain(head.inputs)}>
          <RotateCcw size={12} />
        </IconButton>
      </span>
    </li>
  )
}
