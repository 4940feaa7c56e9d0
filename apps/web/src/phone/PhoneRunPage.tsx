import type { RunView } from '@segue/protocol'
import { useEffect } from 'react'
import { artifactIn } from '../previews/mainOutput.ts'
import { ProgressFrame } from '../previews/ProgressFrame.tsx'
import { needsOf } from '../runs/attention.ts'
import { ReviewFacts } from '../runs/ReviewFacts.tsx'
import { ReviewPlayer } from '../runs/ReviewPlayer.tsx'
import { ShownValue } from '../runs/ShownValue.tsx'
import { isSettled, isStepSettled, runFraction, runStatuses, stepStatusLook } from '../runs/status.ts'
import { formatDuration, useNow } from '../runs/time.ts'
import { cx } from '../ui/cx.ts'
import { PhoneHead } from './PhoneHead.tsx'
import { PhoneReview } from './PhoneReview.tsx'
import { Bar } from './PhoneRuns.tsx'
import { follow, usePhoneRuns } from './phoneRuns.ts'

/** One run: how far it is, what it asks, and what it made. */
export function PhoneRunPage({ runId }: { runId: string }) {
  const view = usePhoneRuns(({ views }) => views[runId])
  useEffect(() => follow(runId), [runId])
  return (
    <>
      <PhoneHead back title={view?.head.recipeName ?? ''} />
      {view && (
        <div className="space-y-4 px-4 pb-8">
          <Standing view={view} />
          {needsOf(view).map((need) =>
            need.kind === 'answer' ? (
              <PhoneReview
                key={`${need.runId} ${need.step.nodeId}`}
                need={need}
                recipeName={view.head.recipeName}
              />
            ) : null,
          )}
          <Outputs view={view} />
          {!isSettled(view.head.status) && <Steps steps={view.steps} />}
        </div>
      )}
    </>
  )
}

function Standing({ view }: { view: RunView }) {
  const { head, steps, progress, inside } = view
  const settled = isSettled(head.status)
  const now = useNow(500, !settled)
  const look = runStatuses[head.status]
  const frame = progress.findLast(({ preview }) => preview !== null)?.preview
  const stuck = needsOf({ head, steps, inside }).filter(({ kind }) => kind !== 'answer').length
  const [failure] = [...steps.flatMap((step) => (step.failure ? [step.failure] : [])), ...head.failures]
  return (
    <section aria-label="How it stands" className="space-y-2">
      <p className="flex items-center gap-2.5 text-muted">
        <span aria-hidden className="size-2.5 rounded-full" style={{ background: look.colour }} />
        <span className="text-text">{look.label}</span>
        <span className="tabular-nums">{formatDuration((head.endedAt ?? now) - head.createdAt)}</span>
        <span className="ml-auto tabular-nums">
          {steps.filter(({ status }) => isStepSettled(status)).length} of {steps.length}
        </span>
      </p>
      {!settled && <Bar fraction={runFraction(view)} />}
      {!settled && frame && (
        <div className="relative aspect-video overflow-hidden rounded-[10px] bg-well">
          <ProgressFrame artifact={frame} />
        </div>
      )}
      {failure && (
        <p className="rounded-[10px] bg-error/12 px-4 py-3 text-[14px] text-error">
          {failure.message} {failure.hint}
        </p>
      )}
      {stuck > 0 && !settled && (
        <p className="rounded-[10px] bg-stale/12 px-4 py-3 text-[14px] text-stale">
          {stuck === 1 ? 'One step needs' : `${stuck} steps need`} somebody at the computer.
        </p>
      )}
    </section>
  )
}

function Steps({ steps }: Pick<RunView, 'steps'>) {
  return (
    <ul aria-label="Steps" className="pt-2">
      {steps.map((step) => {
        const look = stepStatusLook(step)
        return (
          <li key={step.nodeId} className="flex h-9 items-center gap-3">
            <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: look.colour }} />
            <span className={cx('min-w-0 flex-1 truncate', isStepSettled(step.status) && 'text-muted')}>
              {step.name}
            </span>
            <span className="text-[13px] text-muted">{look.label}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Outputs({ view: { head, steps } }: { view: RunView }) {
  const standIns = steps.filter(({ standIn }) => standIn).map(({ name }) => name)
  return Object.entries(head.outputs).map(([key, value]) => {
    const ref = artifactIn(value)
    return (
      <figure key={key} aria-label={key} className="space-y-2">
        {ref ? (
          <ReviewPlayer takes={[{ label: key, ref }]} shown={0} side={false} />
        ) : (
          <ShownValue nodeId={`${head.runId} ${key}`} value={value} />
        )}
        <figcaption className="font-medium">{ref?.name ?? key}</figcaption>
        <ReviewFacts artifact={ref} before={null} standIns={standIns} />
      </figure>
    )
  })
}
