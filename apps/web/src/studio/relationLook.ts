import type { StudioRelation } from '@segue/protocol'

/** How the kinds of relations look and are called. Never told apart by colour alone. */
export const relationLooks: Record<
  StudioRelation['kind'],
  { label: string; colour: string; dash: string | undefined }
> = {
  artifact: { label: 'File', colour: 'var(--color-text)', dash: undefined },
  value: { label: 'Value', colour: 'var(--color-muted)', dash: '1 4' },
  event: { label: 'Event', colour: 'var(--color-stale)', dash: '5 4' },
  sync: { label: 'Follows', colour: 'var(--color-running)', dash: '10 3' },
}
