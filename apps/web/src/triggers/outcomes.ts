import type { FiringOutcome } from '@segue/protocol'

/** How an outcome reads, and its colour as a CSS variable. */
export const outcomes: Readonly<Record<FiringOutcome, { label: string; colour: string }>> = {
  soon: { label: 'Begins soon', colour: 'var(--color-running)' },
  queued: { label: 'Waits in line', colour: 'var(--color-running)' },
  starting: { label: 'Begins', colour: 'var(--color-running)' },
  fired: { label: 'Fired', colour: 'var(--color-done)' },
  overlap: { label: 'Skipped: overlap', colour: 'var(--color-stale)' },
  missed: { label: 'Missed', colour: 'var(--color-stale)' },
  late: { label: 'Too late', colour: 'var(--color-stale)' },
  capped: { label: 'Too many', colour: 'var(--color-stale)' },
  failed: { label: 'Could not start', colour: 'var(--color-error)' },
  dropped: { label: 'Dropped', colour: 'var(--color-muted)' },
}
