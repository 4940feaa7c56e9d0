import type { StudioApp } from '@segue/api'
import { formatDuration, useNow } from '../runs/time.ts'
import { openRelatedRun } from './openRelatedRun.ts'
import { secondsSince } from './studioStore.ts'

/** What an application works on, for how long, and the run that it is for. */
export function Doing({ doing: { title, since, runId } }: { doing: NonNullable<StudioApp['doing']> }) {
  useNow(500, true)
  return (
    <p className="flex items-center gap-2 text-running">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-running" />
      <span className="truncate">{title}</span>
      <span className="tnum font-mono">{formatDuration(secondsSince(since) * 1000)}</span>
      {runId !== null && (
        <button
          type="button"
          onClick={() => void openRelatedRun(runId)}
          className="ml-auto shrink-0 text-text underline decoration-line underline-offset-3 hover:decoration-text"
        >
          Show the run
        </button>
      )}
    </p>
  )
}
