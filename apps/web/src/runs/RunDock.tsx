import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { type DockTab, setDockHeight, showDock, toggleDock, useDock } from './dockStore.ts'
import { Problems } from './Problems.tsx'
import { useProblems } from './problems.ts'
import { Queue } from './Queue.tsx'
import { useQueue } from './queueStore.ts'
import { RunList } from './RunList.tsx'
import { RunLog } from './RunLog.tsx'
import { useRunStore } from './runStore.ts'
import { Timeline } from './Timeline.tsx'

const pages: Record<DockTab, { label: string; content: ReactNode }> = {
  timeline: { label: 'Timeline', content: <Timeline /> },
  log: { label: 'Log', content: <RunLog /> },
  problems: { label: 'Problems', content: <Problems /> },
  runs: { label: 'Runs', content: <RunList /> },
  queue: { label: 'Queue', content: <Queue /> },
}
const tabs: DockTab[] = ['timeline', 'log', 'problems', 'runs', 'queue']

/** The panel below the canvas: what the shown run did, said and failed at, and all runs. */
export function RunDock() {
  const { open, tab, height } = useDock()
  const counts = {
    problems: useProblems().length,
    runs: useRunStore(({ heads }) => heads.length),
    queue: useQueue(({ jobs }) => jobs.length),
  }
  return (
    <section
      aria-label="Runs"
      className="relative flex shrink-0 flex-col border-line border-t bg-panel"
      style={{ height: open ? height : 33 }}
    >
      {open && <Edge height={height} />}
      <div className="flex h-8 shrink-0 items-stretch px-2">
        <div role="tablist" aria-label="Runs" className="flex items-stretch gap-1">
          {tabs.map((key) => (
            <button
              key={key}
              type="button"
              role="tab"
              aria-selected={open && tab === key}
              onClick={() => (open && tab === key ? toggleDock() : showDock(key))}
              className={cx(
                'flex items-center gap-1.5 px-2 text-node',
                open && tab === key
                  ? 'text-text shadow-[inset_0_-1.5px_0_var(--color-text)]'
                  : 'text-muted hover:text-text',
              )}
            >
              {pages[key].label}
              {(key === 'problems' || key === 'runs' || key === 'queue') && counts[key] > 0 && (
                <span
                  className={cx(
                    'rounded-full px-1.5 font-mono text-[10px] leading-4',
                    key === 'problems' ? 'bg-error/20 text-error' : 'bg-raised text-muted',
                  )}
                >
                  {counts[key]}
                </span>
              )}
            </button>
          ))}
        </div>
        <IconButton
          label={open ? 'Close the panel' : 'Open the panel'}
          onClick={toggleDock}
          side="top"
          className="my-auto ml-auto size-6"
        >
          {open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
        </IconButton>
      </div>
      {open && (
        <div role="tabpanel" className="min-h-0 flex-1 overflow-auto border-line/60 border-t">
          {pages[tab].content}
        </div>
      )}
    </section>
  )
}

/** The upper edge: drag it, or use the arrow keys, to change the height. */
function Edge({ height }: { height: number }) {
  const from = useRef<{ y: number; height: number } | null>(null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter that moves has no element of its own
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the panel"
      aria-valuenow={height}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { y: event.clientY, height }
      }}
      onPointerMove={({ clientY }) => {
        if (from.current) setDockHeight(from.current.height + from.current.y - clientY)
      }}
      onPointerUp={() => {
        from.current = null
      }}
      onKeyDown={({ key }) => {
        if (key === 'ArrowUp') setDockHeight(height + 24)
        if (key === 'ArrowDown') setDockHeight(height - 24)
      }}
      className="absolute inset-x-0 -top-1 z-10 h-2 cursor-ns-resize hover:bg-running/40"
    />
  )
}
