import {
  type ArtifactRef,
  type Failure,
  isPausedAlone,
  type LaneId,
  type Progress,
  type RunView,
  type StepStatus,
  type StepView,
} from '@segue/protocol'
import { isStepSettled } from './status.ts'

/** One node's part in the shown run, as the canvas draws it. Times are epoch milliseconds. */
export interface StepLook {
  status: StepStatus
  settledBy: StepView['settledBy']
  /** Why it waits, is blocked, unknown or was skipped. */
  reason: string | null
  /** Somebody paused this step alone. */
  paused: boolean
  /** How the runs inside it stand; null when it holds none. */
  items: StepView['items']
  /** Steps of the runs inside it that wait for a person. */
  waitingInside: number
  lane: LaneId
  attempt: number
  /** 0–1 while running, `null` when unknown. */
  fraction: number | null
  message: string
  startedAt: number | null
  endedAt: number | null
  failure: Failure | null
  standIn: boolean
  /** Comes from a result that ships with Segue, not from a run on this machine. */
  sample: boolean
  outputs: StepView['outputs']
  /** What the node showed before this run, for as long as its step is not over. */
  former: Former | null
  /** The newest picture of a running step. */
  preview: ArtifactRef | null
}

/** Outputs of an earlier run, and where they came from. */
export type Former = Pick<StepLook, 'outputs' | 'sample' | 'standIn'>

interface Entry {
  step: StepView
  progress: Progress | undefined
  sample: boolean
  waitingInside: number
  look: StepLook
}

/** What the last call returned, so that the next one can share what did not change. */
export type LookCache = Map<string, Entry>

/** Where looks come from besides the run itself. */
interface Around {
  sample: boolean
  former: Readonly<Record<string, Former>>
  cache: LookCache
}

/** Looks by node id. A look keeps its identity while its step and progress keep theirs. */
export function looksOf(view: RunView, { sample, former, cache }: Around): Record<string, StepLook> {
  const progressOf = new Map(view.progress.map((progress) => [progress.nodeId, progress]))
  const inside = waitingIn(view)
  const looks: Record<string, StepLook> = {}
  for (const step of view.steps) {
    const progress = progressOf.get(step.nodeId)
    const before = cache.get(step.nodeId)
    const waitingInside = inside.get(step.nodeId) ?? 0
    const isSame = before?.step === step && before.progress === progress && before.sample === sample
    if (isSame && before.waitingInside === waitingInside) {
      looks[step.nodeId] = before.look
      continue
    }
    const look = {
      ...lookOf(step, progress),
      sample,
      waitingInside,
      former: isStepSettled(step.status) ? null : (former[step.nodeId] ?? null),
    }
    cache.set(step.nodeId, { step, progress, sample, waitingInside, look })
    looks[step.nodeId] = look
  }
  return looks
}

/** How many steps wait inside each node of a run: the part of their run's id after that of this one names it. */
function waitingIn({ head, inside }: RunView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { runId, step } of inside.steps) {
    if (step.asks?.for === 'event') continue
    const [nodeId = ''] = runId.slice(head.runId.length + 1).split('/', 1)
    counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1)
  }
  return counts
}

const lookOf = (
  step: StepView,
  progress: Progress | undefined,
): Omit<StepLook, 'sample' | 'former' | 'waitingInside'> => ({
  status: step.status,
  settledBy: step.settledBy,
  reason: step.reason,
  paused: isPausedAlone(step),
  items: step.items,
  lane: step.lane,
  attempt: step.attempt,
  fraction: progress?.fraction ?? null,
  message: progress?.message ?? '',
  startedAt: step.startedAt,
  endedAt: step.endedAt,
  failure: step.failure,
  standIn: step.standIn,
  outputs: step.outputs,
  preview: progress?.preview ?? null,
})

/** The look of a node that stops a run from starting. */
export const refusedLook = (failure: Failure, look: StepLook | undefined): StepLook => ({
  status: 'failed',
  settledBy: null,
  reason: null,
  paused: false,
  items: null,
  waitingInside: 0,
  lane: look?.lane ?? 'local',
  attempt: 0,
  fraction: null,
  message: '',
  startedAt: null,
  endedAt: null,
  failure,
  standIn: look?.standIn ?? false,
  sample: look?.sample ?? false,
  outputs: look?.outputs ?? {},
  former: look?.former ?? null,
  preview: null,
})

/** What each node shows now, to keep it in view while the next run goes on. */
export const formerOf = (looks: Readonly<Record<string, StepLook>>): Record<string, Former> =>
  Object.fromEntries(
    Object.entries(looks).flatMap(([nodeId, { outputs, sample, standIn, former }]) => {
      const kept = Object.keys(outputs).length > 0 ? { outputs, sample, standIn } : former
      return kept === null ? [] : [[nodeId, kept]]
    }),
  )
