import type { Firing } from '@segue/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatWhen, useNow } from '../runs/time.ts'
import { Button } from '../ui/Button.tsx'
import { openFiredRun } from './orders.ts'
import { outcomes } from './outcomes.ts'
import { shortOf } from './pointers.ts'
import { historyQuery } from './queries.ts'

interface HistoryProps {
  id: string
  /** The newest line, as the trigger was told last: when it changes, there is more to read. */
  newest: Firing | null
}

/** Everything that became of a trigger, newest first, with the way to each run. */
export function History({ id, newest }: HistoryProps) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    historyQuery(id),
  )
  const seen = newest && `${newest.seq} ${newest.outcome}`
  useEffect(() => {
    if (seen !== null) void refetch()
  }, [seen, refetch])
  const now = useNow(30_000, true)
  if (error) return <p className="text-muted text-node">The history cannot be read now.</p>
  const lines = data?.pages.flat() ?? []
  if (data !== undefined && lines.length === 0)
    return (
      <p className="text-muted text-node">
        Nothing yet. Every firing gets a line here, and every one that was skipped or missed, with the reason.
      </p>
    )
  return (
    <>
      <ol aria-label="Firings" className="-mx-1.5 text-node">
        {lines.map((firing) => (
          <Line key={firing.seq} firing={firing} now={now} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  )
}

function Line({ firing, now }: { firing: Firing; now: number }) {
  const { outcome, reason, at, decidedAt, runId, failure, inputs } = firing
  const { label, colour } = outcomes[outcome]
  const brought = Object.entries(inputs)
  return (
    <li className="flex items-baseline gap-3 rounded-field px-1.5 py-1.5 hover:bg-white/4">
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
      <span className="w-32 shrink-0" style={outcome === 'failed' ? { color: colour } : undefined}>
        {label}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block text-muted">{reason}</span>
        {failure !== null && <span className="block text-muted">{failure.hint}</span>}
        {brought.length > 0 && (
          <span className="block truncate font-mono text-muted text-tiny">
            {brought.map(([key, value]) => `${key} ${shortOf(value)}`).join(' · ')}
          </span>
        )}
      </span>
      <time
        dateTime={new Date(at).toISOString()}
        title={decidedAt === at ? undefined : `Decided ${new Date(decidedAt).toLocaleString()}`}
        className="tnum shrink-0 text-muted"
      >
        {formatWhen(at, now)}
      </time>
      <span className="w-16 shrink-0 text-right">
        {runId !== null && outcome !== 'failed' && (
          <button
            type="button"
            onClick={() => void openFiredRun(runId)}
            className="rounded-field px-1 text-running hover:underline"
          >
            The run
          </button>
        )}
      </span>
    </li>
  )
}
