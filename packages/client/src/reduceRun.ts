import type { Progress, RunChange, RunView } from '@segue/protocol'
import { assertNever } from './assertNever.ts'

const keptLines = 5000

/**
 * The run after one change. Pure, and shares everything that did not change, so that a view can compare by
 * identity. Changes before the first `init` have nothing to apply to and are ignored.
 */
export function reduceRun(view: RunView | null, change: RunChange): RunView | null {
  if (change.type === 'init') return change.run
  if (view === null) return null
  switch (change.type) {
    case 'head':
      return { ...view, head: change.head }
    case 'step':
      return {
        ...view,
        steps: put(view.steps, change.step),
        progress: isOver(change.step.status) ? without(view.progress, change.step.nodeId) : view.progress,
      }
    case 'inside':
      return { ...view, inside: change.inside }
    case 'progress':
      return { ...view, progress: put(view.progress, withLastPreview(view.progress, change.progress)) }
    case 'log':
      return { ...view, log: [...view.log.slice(1 - keptLines), change.line] }
    default:
      return assertNever(change)
  }
}

const isOver = (status: RunView['steps'][number]['status']): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'cancelled'

/** Not every progress brings a picture; the newest one stays. */
function withLastPreview(list: Progress[], progress: Progress): Progress {
  if (progress.preview !== null) return progress
  const preview = list.find(({ nodeId }) => nodeId === progress.nodeId)?.preview ?? null
  return { ...progress, preview }
}

function put<T extends { nodeId: string }>(list: T[], item: T): T[] {
  const index = list.findIndex(({ nodeId }) => nodeId === item.nodeId)
  return index < 0 ? [...list, item] : list.with(index, item)
}

const without = <T extends { nodeId: string }>(list: T[], nodeId: string): T[] =>
  list.some((item) => item.nodeId === nodeId) ? list.filter((item) => item.nodeId !== nodeId) : list
