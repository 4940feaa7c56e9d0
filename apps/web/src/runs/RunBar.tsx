import { Play, Square } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Keys } from '../ui/Keys.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { toggleDock } from './dockStore.ts'
import { endWords } from './headWords.ts'
import { planWords, usePlan } from './planStore.ts'
import { RunMenu } from './RunMenu.tsx'
import { useRunStore } from './runStore.ts'
import { resumeRun, startRun, stopRun } from './startRun.ts'
import { isSettled, runFraction, runStatuses } from './status.ts'
import { formatDuration, useNow } from './time.ts'

/** Run and Stop, and beside them what the shown run is doing. Pulses once while a recipe has no run of its own. */
export function RunBar() {
  const status = useRunStore(({ view, sample }) => (sample ? null : (view?.head.status ?? null)))
  const starting = useRunStore((state) => state.starting)
  const untried = useRunStore(({ heads, view, sample }) => heads.length === 0 && (view === null || sample))
  const canRun = useDocument(({ recipe }) => recipe !== null && Object.keys(recipe.graph.nodes).length > 0)
  const planned = usePlan(({ plan }) => (plan === null ? null : planWords(plan)))
  const active = status !== null && !isSettled(status)
  const held = status === 'paused' || status === 'parked'
  return (
    <div className="flex items-center gap-3">
      {held && (
        <Button look="primary" onClick={() => void resumeRun()}>
          <Play size={12} className="fill-current" />
          Resume
        </Button>
      )}
      {active ? (
        <Tooltip text="Stop this run" keys="Mod+.">
          <Button
            look="plain"
            onClick={() => void stopRun()}
            disabled={status === 'cancelling'}
            className="w-24"
          >
            <Square size={11} className="fill-current" />
            {status === 'cancelling' ? 'Stopping' : 'Stop'}
          </Button>
        </Tooltip>
      ) : (
        <Tooltip text="Run this recipe" keys="Mod+Enter">
          <Button
            look="primary"
            onClick={() => void startRun()}
            disabled={!canRun || starting}
            className={cx('min-w-24', untried && canRun && 'animate-invite')}
          >
            <Play size={12} className="fill-current" />
            {starting ? 'Starting' : 'Run'}{' '}
            {planned !== null && !starting && (
              <span className="font-normal opacity-70 max-md:hidden">· {planned}</span>
            )}
          </Button>
        </Tooltip>
      )}
      {active || !canRun ? null : <RunMenu />}
      {untried && canRun ? (
        <span className="flex items-center gap-1.5 text-muted text-node max-md:hidden">
          <Keys keys="Mod+Enter" />
        </span>
      ) : (
        <RunProgress />
      )}
    </div>
  )
}

function RunProgress() {
  const view = useRunStore((state) => state.view)
  const sample = useRunStore((state) => state.sample)
  const active = view !== null && !isSettled(view.head.status)
  const now = useNow(100, active)
  if (view === null || sample) return null
  const { head, steps, progress } = view
  const running = steps.find(({ status }) => status === 'running')
  const message = progress.find(({ nodeId }) => nodeId === running?.nodeId)?.message
  const look = runStatuses[head.status]
  return (
    <button
      type="button"
      onClick={toggleDock}
      className="flex h-7 min-w-0 items-center gap-2.5 rounded-field px-1.5 text-node hover:bg-raised"
      title="Show the run"
    >
      <span
        className={cx('size-2 shrink-0 rounded-full', head.status === 'running' && 'animate-pulse')}
        style={{ background: look.colour }}
      />
      {active ? (
        <span
          role="progressbar"
          aria-label="Progress of the run"
          aria-valuenow={Math.round(runFraction(view) * 100)}
          className="h-1 w-24 shrink-0 overflow-hidden rounded-full bg-line max-md:w-16"
        >
          <span
            className="block h-full origin-left bg-running transition-transform duration-200"
            style={{ transform: `scaleX(${runFraction(view)})` }}
          />
        </span>
      ) : null}
      <span aria-live="polite" className={active ? 'sr-only' : undefined}>
        {look.label}
      </span>
      <span className="font-mono text-muted tabular-nums">
        {formatDuration((head.endedAt ?? now) - head.createdAt)}
      </span>
      {!active && <span className="truncate text-muted max-lg:hidden">{endWords(view)}</span>}
      {running !== undefined && (
        <span className="max-w-64 truncate text-muted max-lg:hidden">
          {running.name}
          {message ? ` · ${message}` : ''}
        </span>
      )}
    </button>
  )
}
