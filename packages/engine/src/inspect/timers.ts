import type { TimerId } from '../types.ts'

/** Which actions set a timer going and which call it off. */
export const timerActions: Readonly<Record<string, { does: 'arms' | 'drops'; timer: TimerId }>> = {
  startTimeout: { does: 'arms', timer: 'timeout' },
  dropTimeout: { does: 'drops', timer: 'timeout' },
  startDue: { does: 'arms', timer: 'due' },
  dropDue: { does: 'drops', timer: 'due' },
  startBackOff: { does: 'arms', timer: 'retry' },
  dropBackOff: { does: 'drops', timer: 'retry' },
}
