import { AppId, apps, type LaneId, type QueuedJob } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'
import { moveJob } from './orders.ts'

/** What runs and waits on this machine, over all runs. */
export const useQueue = create<{ jobs: readonly QueuedJob[] }>(() => ({ jobs: [] }))

/** Keeps the queue current until the signal aborts. */
export function followQueue(signal: AbortSignal): void {
  const show = (jobs: readonly QueuedJob[]) => useQueue.setState({ jobs })
  runner()
    .queue.watch({ signal, onData: show })
    .catch(() => show([]))
}

export const laneNames: Record<LaneId, string> = {
  local: 'Segue',
  media: 'Media',
  ...(Object.fromEntries(AppId.options.map((app) => [app, apps[app].title])) as Record<AppId, string>),
}

/** The part of the queue that belongs to one lane: running ones first, then in the order of their start. */
export interface LaneQueue {
  lane: LaneId
  running: readonly QueuedJob[]
  waiting: readonly QueuedJob[]
}

/** The queue by lane, in the order in which lanes first appear. */
export function lanesOf(jobs: readonly QueuedJob[]): LaneQueue[] {
  const byLane = Map.groupBy(jobs, ({ lane }) => lane)
  return Array.from(byLane, ([lane, all]) => ({
    lane,
    running: all.filter(({ running }) => running),
    waiting: all.filter(({ running }) => !running),
  }))
}

const keyOf = ({ runId, nodeId }: QueuedJob) => ({ runId, nodeId })

/** Moves a waiting job one place up or down in its lane. */
export function moveBy({ waiting }: LaneQueue, index: number, by: -1 | 1): void {
  const job = waiting[index]
  const before = waiting[by < 0 ? index - 1 : index + 2]
  if (job) void moveJob({ job: keyOf(job), before: before ? keyOf(before) : null })
}
