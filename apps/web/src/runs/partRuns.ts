import type { RunStatus } from '@segue/protocol'
import { useRunStore as runs, type useRunStore } from './runStore.ts'
import { startRun } from './startRun.ts'
import { isSettled } from './status.ts'

type RunState = ReturnType<typeof useRunStore.getState>

const ended = (status: RunStatus | undefined): boolean => status !== undefined && isSettled(status)

/** Whether the shown run has ended with something left to do. */
export const canRunFailed = ({ view, sample }: RunState): boolean =>
  !sample && ended(view?.head.status) && view?.head.status !== 'succeeded'

/** Whether the shown run has a result of the one selected node to start from. */
export const canRunFrom = ({ view, sample }: RunState, selected: readonly string[]): boolean =>
  selected.length === 1 &&
  !sample &&
  ended(view?.head.status) &&
  view?.steps.some(({ nodeId }) => nodeId === selected[0]) === true

/** Runs these nodes and what they need. */
export const runTo = (nodeIds: string[]): Promise<void> => startRun({ target: { part: 'to', nodeIds } })

/** Runs everything, whatever results there are. */
export const runFresh = (): Promise<void> => startRun({ target: { part: 'fresh' } })

/** Runs a node of the shown run again with all that depends on it; the rest is taken from there. */
export async function runFrom(nodeId: string): Promise<void> {
  const runId = runs.getState().shownId
  if (runId !== null) await startRun({ target: { part: 'from', nodeId, runId, edits: {} } })
}

/** Runs what did not succeed in the shown run. */
export async function runFailed(): Promise<void> {
  const runId = runs.getState().shownId
  if (runId !== null) await startRun({ target: { part: 'failed', runId } })
}
