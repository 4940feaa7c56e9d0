import { isPausedAlone, type StepView } from '@segue/protocol'
import { orderStep } from './orders.ts'
import { useRunStore } from './runStore.ts'
import { isStepSettled } from './status.ts'

/** Whether pausing holds a step: it has something ahead of it, and does not wait for a person already. */
export const canPause = (step: StepView): boolean =>
  !isStepSettled(step.status) && !isPausedAlone(step) && step.status !== 'unknown' && step.asks === null

/** What pausing means for a step as it stands. */
export const pausedHint = ({ startedAt, items }: { startedAt: number | null; items: unknown }): string => {
  if (items !== null) return 'Its items wait as well. The rest of the run goes on.'
  return startedAt === null
    ? 'It does not begin until somebody resumes it. The rest of the run goes on.'
    : 'A render keeps the frames that are done and goes on from them; other work begins anew.'
}

/** The steps of the run on the canvas that belong to these nodes and may be paused, or resumed. */
function stepsFor(
  what: 'pause' | 'resume',
  nodeIds: Iterable<string>,
): { runId: string; nodeIds: string[] } | null {
  const { view, sample } = useRunStore.getState()
  if (view === null || sample) return null
  const wanted = new Set(nodeIds)
  const fits = what === 'pause' ? canPause : isPausedAlone
  const found = view.steps.filter((step) => wanted.has(step.nodeId) && fits(step)).map(({ nodeId }) => nodeId)
  return found.length > 0 ? { runId: view.head.runId, nodeIds: found } : null
}

/** Whether one of these nodes has a step that can be paused, or resumed. */
export const canSteer = (what: 'pause' | 'resume', nodeIds: Iterable<string>): boolean =>
  stepsFor(what, nodeIds) !== null

/** Pauses or resumes the steps of these nodes alone; the rest of the run goes on. */
export async function steerSteps(what: 'pause' | 'resume', nodeIds: Iterable<string>): Promise<void> {
  const found = stepsFor(what, nodeIds)
  if (found === null) return
  for (const nodeId of found.nodeIds) await orderStep({ runId: found.runId, nodeId, order: { what } })
}
