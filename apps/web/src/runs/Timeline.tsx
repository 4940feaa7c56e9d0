import { isPausedAlone, type RunView, type StepView } from '@segue/protocol'
import { Pause, Play } from 'lucide-react'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Crumbs } from './Crumbs.tsx'
import { Empty } from './Empty.tsx'
import { ItemRows } from './ItemRows.tsx'
import { orderStep } from './orders.ts'
import { canPause } from './pausing.ts'
import { useRunStore } from './runStore.ts'
import { showNode } from './showNode.ts'
import { isSettled, stepStatusLook } from './status.ts'
import { formatDuration, useNow } from './time.ts'

/** The steps of the shown run as bars over time: where it went, what waited, what ran where. */
export function Timeline() {
  const steps = useRunStore(({ view }) => view?.steps)
  const head = useRunStore(({ view }) => view?.head)
  const now = useNow(200, head !== undefined && !isSettled(head.status))
  if (steps === undefined || head === undefined)
    return <Empty title="No runs yet" hint="Press Run to make the first one." />
  const span = spanOf({ head, steps }, now)
  return (
    <div className="relative px-3 py-2 text-node">
      <Crumbs />
      <div className="relative">
        <Ruler ms={span.ms} />
        <ol className="relative">
          {steps.map((step) => (
            <Row key={step.nodeId} {...{ step, span, now }} runId={head.runId} />
          ))}
        </ol>
      </div>
    </div>
  )
}

/** Milliseconds from the start of the run to its end, or to now, plus a little air. */
interface Span {
  start: number
  ms: number
}

function spanOf({ head, steps }: Pick<RunView, 'head' | 'steps'>, now: number): Span {
  const start = Math.min(head.createdAt, ...steps.flatMap(({ startedAt }) => startedAt ?? []))
  const end = Math.max(head.endedAt ?? now, ...steps.flatMap(({ endedAt }) => endedAt ?? []))
  return { start, ms: Math.max(1000, end - start) * 1.02 }
}

const labelWidth = 'w-44 max-md:w-28 shrink-0'
const factsWidth = 'w-52 max-md:w-16 shrink-0'

function Ruler({ ms }: { ms: number }) {
  const every = tickMs(ms)
  const ticks = Array.from({ length: Math.floor(ms / every) + 1 }, (_, index) => index * every)
  return (
    <div className="pointer-events-none absolute inset-0 flex" aria-hidden>
      <div className={labelWidth} />
      <div className="relative flex-1">
        {ticks.map((at) => (
          <span
            key={at}
            className="absolute inset-y-0 whitespace-nowrap border-line/60 border-l pl-1 font-mono text-[10px] text-muted leading-4 max-md:even:hidden"
            style={{ left: `${(at / ms) * 100}%` }}
          >
            {at === 0 ? '' : formatTick(at)}
          </span>
        ))}
      </div>
      <div className={factsWidth} />
    </div>
  )
}

/** A round distance that gives six to twelve ticks. */
function tickMs(ms: number): number {
  const steps = [200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000]
  return steps.find((step) => ms / step <= 12) ?? ms
}

const formatTick = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`

function Row({ step, span, now, runId }: { step: StepView; span: Span; now: number; runId: string }) {
  const { nodeId, name, startedAt, endedAt } = step
  const look = stepStatusLook(step)
  const paused = isPausedAlone(step)
  const left = startedAt === null ? 0 : (startedAt - span.start) / span.ms
  const width = startedAt === null ? 0 : ((endedAt ?? now) - startedAt) / span.ms
  return (
    <li className="group relative">
      <button
        type="button"
        onClick={() => showNode(nodeId)}
        className="flex h-7 w-full items-center rounded-field text-left hover:bg-white/4"
      >
        <span className={cx(labelWidth, 'flex items-center gap-2 pr-3')}>
          <span className="size-1.5 shrink-0 rounded-full" style={{ background: look.colour }} />
          <span className="truncate">{name}</span>
        </span>
        <span className="relative h-full flex-1">
          {startedAt !== null && (
            <span
              className={cx(
                'absolute top-1/2 h-3 min-w-1 -translate-y-1/2 rounded-[3px]',
                step.settledBy === 'cached' ? 'border border-dashed opacity-70' : 'opacity-90',
                paused && 'mask-[repeating-linear-gradient(90deg,#000_0_5px,#0006_5px_9px)]',
              )}
              style={{
                left: `${left * 100}%`,
                width: `${width * 100}%`,
                background: step.settledBy === 'cached' ? 'transparent' : look.colour,
                borderColor: look.colour,
              }}
            />
          )}
          {startedAt === null && <Waiting step={step} />}
        </span>
        <Facts {...{ step, now }} />
      </button>
      <PauseButton runId={runId} step={step} />
      <ItemRows runId={runId} step={step} />
    </li>
  )
}

/** Holds this step alone, or lets it go on. Out of sight until the row is looked at, unless it is paused. */
function PauseButton({ runId, step }: { runId: string; step: StepView }) {
  const paused = isPausedAlone(step)
  const sample = useRunStore((state) => state.sample)
  if (sample || !(paused || canPause(step))) return null
  const { nodeId, name } = step
  const what = paused ? 'resume' : 'pause'
  return (
    <span className="absolute top-0.5 left-38 max-md:left-22">
      <IconButton
        label={paused ? `Resume ${name}` : `Pause ${name}`}
        onClick={() => void orderStep({ runId, nodeId, order: { what } })}
        className={cx(
          'size-6 bg-panel focus-visible:opacity-100 group-hover:opacity-100 max-md:opacity-100',
          paused ? 'text-stale' : 'opacity-0',
        )}
      >
        {paused ? <Play size={12} className="fill-current" /> : <Pause size={12} />}
      </IconButton>
    </span>
  )
}

function Waiting({ step }: { step: StepView }) {
  const { label } = stepStatusLook(step)
  return (
    <span className="absolute inset-0 flex items-center truncate pl-2 text-muted">
      {[label, isPausedAlone(step) ? null : step.reason].filter(Boolean).join(' · ')}
    </span>
  )
}

function Facts({ step, now }: { step: StepView; now: number }) {
  const { status, startedAt, endedAt, settledBy, attempt, standIn, lane } = step
  const words = [
    lane,
    settledBy !== null && settledBy !== 'run' ? settledBy : null,
    (status === 'succeeded' || status === 'running') && !isPausedAlone(step)
      ? null
      : stepStatusLook(step).label.toLowerCase(),
    // a node that steers a run is asked more than once
    attempt > 1 && !step.type.startsWith('flow.') ? `try ${attempt}` : null,
  ].filter((word) => word !== null)
  return (
    <span className={cx(factsWidth, 'flex items-center gap-3 pl-3')}>
      <span className="w-12 shrink-0 text-right font-mono tabular-nums">
        {startedAt === null ? '' : formatDuration((endedAt ?? now) - startedAt)}
      </span>
      {startedAt !== null && (
        <span className="flex min-w-0 items-center gap-2 text-muted max-md:hidden">
          <span className="truncate">{words.join(' · ')}</span>
          {standIn && (
            <span className="shrink-0 rounded-[3px] border border-line px-1 text-[10px] leading-4">
              stand-in
            </span>
          )}
        </span>
      )}
    </span>
  )
}
