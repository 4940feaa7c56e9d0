import { useRunStore } from '../runs/runStore.ts'
import { isSettled, runFraction, runStatuses } from '../runs/status.ts'

/** How the run on the page goes, in one line: which step, and how far. */
export function LiveSteps() {
  const view = useRunStore((state) => state.view)
  const sample = useRunStore((state) => state.sample)
  if (view === null) return <p className="text-muted text-node">Fill it in, then press Run.</p>
  if (sample)
    return <p className="text-muted text-node">A result that comes with Segue. Press Run to make your own.</p>
  const { head, steps, progress } = view
  const running = steps.filter(({ status }) => status === 'running')
  const look = runStatuses[head.status]
  const message = progress.find(({ nodeId }) => nodeId === running[0]?.nodeId)?.message
  return (
    <div className="flex min-w-0 items-center gap-3 text-node" aria-live="polite">
      <span className="flex items-center gap-2">
        <span className="size-2 rounded-full" style={{ background: look.colour }} />
        {look.label}
      </span>
      {!isSettled(head.status) && (
        <>
          <span className="h-1.5 w-40 overflow-hidden rounded-full bg-line">
            <span
              className="block h-full origin-left bg-running transition-transform duration-200"
              style={{ transform: `scaleX(${runFraction(view)})` }}
            />
          </span>
          <span className="truncate text-muted">
            {running.map(({ name }) => name).join(', ')}
            {message ? ` · ${message}` : ''}
          </span>
        </>
      )}
    </div>
  )
}
