import { isPausedAlone, type RunStatus, type RunView, type StepStatus, type StepView } from '@segue/protocol'

/** Whether a run will never change again. */
export const isSettled = (status: RunStatus): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled'

/** Whether a step will never change again. */
export const isStepSettled = (status: StepStatus): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'cancelled'

/** How a status reads, and its colour as a CSS variable. */
export interface StatusLook {
  label: string
  colour: string
}

export const runStatuses: Record<RunStatus, StatusLook> = {
  queued: { label: 'Queued', colour: 'var(--color-muted)' },
  running: { label: 'Running', colour: 'var(--color-running)' },
  waiting: { label: 'Waiting for you', colour: 'var(--color-stale)' },
  paused: { label: 'Paused', colour: 'var(--color-stale)' },
  parked: { label: 'Parked', colour: 'var(--color-stale)' },
  cancelling: { label: 'Stopping', colour: 'var(--color-muted)' },
  succeeded: { label: 'Done', colour: 'var(--color-done)' },
  failed: { label: 'Failed', colour: 'var(--color-error)' },
  cancelled: { label: 'Stopped', colour: 'var(--color-muted)' },
}

const stepStatuses: Record<StepStatus, StatusLook> = {
  waiting: { label: 'Waiting', colour: 'var(--color-faint)' },
  queued: { label: 'Queued', colour: 'var(--color-muted)' },
  running: { label: 'Running', colour: 'var(--color-running)' },
  retrying: { label: 'Trying again', colour: 'var(--color-stale)' },
  blocked: { label: 'Blocked', colour: 'var(--color-stale)' },
  unknown: { label: 'Unknown', colour: 'var(--color-stale)' },
  succeeded: { label: 'Done', colour: 'var(--color-done)' },
  failed: { label: 'Failed', colour: 'var(--color-error)' },
  skipped: { label: 'Skipped', colour: 'var(--color-faint)' },
  cancelled: { label: 'Stopped', colour: 'var(--color-muted)' },
}

const pausedLook: StatusLook = { label: 'Paused', colour: 'var(--color-stale)' }

/** How a step reads: its status, unless somebody paused it. */
export const stepStatusLook = (step: Pick<StepView, 'status' | 'reason'>): StatusLook =>
  isPausedAlone(step) ? pausedLook : stepStatuses[step.status]

/** How far a run is, 0–1: settled steps count whole, a running one by its fraction. */
export function runFraction({ steps, progress }: RunView): number {
  if (steps.length === 0) return 0
  const fractions = new Map(progress.map(({ nodeId, fraction }) => [nodeId, fraction ?? 0]))
  const done = steps.reduce(
    (sum, { nodeId, status }) => sum + (isStepSettled(status) ? 1 : (fractions.get(nodeId) ?? 0)),
    0,
  )
  return done / steps.length
}
