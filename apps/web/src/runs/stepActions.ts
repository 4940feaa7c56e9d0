import type { StepView } from '@segue/protocol'

/** How a step that is held reads, and what trying it again is called. */
export interface HeldWords {
  title: string
  reason: string
  hint: string
  again: string
}

/** Words for a step that is blocked or unknown. */
export function heldWords({ status }: Pick<StepView, 'status'>): HeldWords {
  return status === 'unknown'
    ? {
        title: 'nobody knows whether it finished',
        reason: 'Segue was interrupted in the middle of it.',
        hint: 'Look at the application. Run it again, or mark it as done if it did its work.',
        again: 'Run it again',
      }
    : {
        title: 'waits',
        reason: 'Something on this machine is missing.',
        hint: 'It goes on by itself when that is mended. The rest of the run goes on meanwhile.',
        again: 'Try now',
      }
}
