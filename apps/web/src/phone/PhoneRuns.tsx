import type { RunHead } from '@segue/protocol'
import { artifactIn } from '../previews/mainOutput.ts'
import { Still } from '../previews/Still.tsx'
import { isSettled, runFraction, runStatuses } from '../runs/status.ts'
import { formatWhen, useNow } from '../runs/time.ts'
import { PhoneHead } from './PhoneHead.tsx'
import { goTo } from './phonePlace.ts'
import { usePhoneRuns } from './phoneRuns.ts'

/** All runs, newest first, with what they made. */
export function PhoneRuns() {
  const heads = usePhoneRuns(({ heads }) => heads)
  const now = useNow(30_000, true)
  return (
    <>
      <PhoneHead title="Runs" />
      {heads.length === 0 && <p className="px-4 py-10 text-center text-muted">Nothing has run yet.</p>}
      <ul className="px-4 pb-6">
        {heads.map((head) => (
          <Row key={head.runId} head={head} now={now} />
        ))}
      </ul>
    </>
  )
}

function Row({ head, now }: { head: RunHead; now: number }) {
  const { runId, recipeName, status, createdAt, outputs } = head
  const view = usePhoneRuns(({ views }) => views[runId])
  const look = runStatuses[status]
  const face = Object.values(outputs)
    .map(artifactIn)
    .find((ref) => ref !== null)
  return (
    <li>
      <button
        type="button"
        onClick={() => goTo({ tab: 'runs', runId })}
        className="flex w-full items-center gap-3.5 py-2.5 text-left active:opacity-70"
      >
        <span className="relative h-14 w-21 shrink-0 overflow-hidden rounded-[8px] bg-well">
          {face && <Still artifact={face} />}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{recipeName}</span>
          <span className="flex items-center gap-2 text-[13px] text-muted">
            <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: look.colour }} />
            {look.label} · {formatWhen(createdAt, now)}
          </span>
          {view && !isSettled(status) && <Bar fraction={runFraction(view)} />}
        </span>
      </button>
    </li>
  )
}

/** How far something is, 0–1, as a thin line. */
export function Bar({ fraction }: { fraction: number }) {
  return (
    <span
      role="progressbar"
      aria-label="Progress"
      aria-valuenow={Math.round(fraction * 100)}
      className="mt-1.5 block h-1 overflow-hidden rounded-full bg-raised"
    >
      <span
        className="block h-full rounded-full bg-running transition-[width] duration-300"
        style={{ width: `${fraction * 100}%` }}
      />
    </span>
  )
}
