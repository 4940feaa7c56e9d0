import type { Failure, RunHead, RunView } from '@segue/protocol'
import { create } from 'zustand'
import { type Former, formerOf, type LookCache, looksOf, refusedLook, type StepLook } from './stepLook.ts'

interface RunState {
  /** The run on the canvas. `null` before the first one, or while it loads. */
  view: RunView | null
  /** The run that is followed, known before its first data arrives. */
  shownId: string | null
  /** `view` is a result that ships with Segue. */
  sample: boolean
  looks: Readonly<Record<string, StepLook>>
  /** Runs of the open recipe, newest first. */
  heads: readonly RunHead[]
  /** A start is on its way to the runner. */
  starting: boolean
  /** Why the last start was refused; empty once one is accepted. */
  refusals: readonly Failure[]
}

const empty: RunState = {
  view: null,
  shownId: null,
  sample: false,
  looks: {},
  heads: [],
  starting: false,
  refusals: [],
}

/** Live run state. It never enters the canvas library's own nodes, so a busy run costs one node's render each. */
export const useRunStore = create<RunState>(() => empty)

const { setState, getState } = useRunStore
let cache: LookCache = new Map()
let former: Readonly<Record<string, Former>> = {}

/** One node's look in the shown run; re-renders only when that look changes. */
export const useStep = (nodeId: string): StepLook | undefined => useRunStore((state) => state.looks[nodeId])

/** Forgets everything, for another recipe. */
export function clearRuns(): void {
  cache = new Map()
  former = {}
  setState(empty)
}

/** Shows the newest state of a run. */
export function showView(view: RunView, { sample = false } = {}): void {
  setState({
    view,
    sample,
    looks: withRefusals(looksOf(view, { sample, former, cache }), getState().refusals),
  })
}

/** Announces which run is being followed, so that what belongs to another one is dropped. */
export function showRun(shownId: string | null): void {
  cache = new Map()
  former = formerOf(getState().looks)
  setState({ shownId, view: null, sample: false, looks: withRefusals({}, getState().refusals) })
}

export const setStarting = (starting: boolean): void => setState({ starting })

/** Puts the validator's failures on their nodes; an empty list takes them away. */
export function setRefusals(refusals: readonly Failure[]): void {
  const { view, sample } = getState()
  const looks = view === null ? {} : looksOf(view, { sample, former, cache })
  setState({ refusals, looks: withRefusals(looks, refusals) })
}

export const setHeads = (heads: readonly RunHead[]): void => setState({ heads })

/** Takes one head into the list, newest run first. */
export function putHead(head: RunHead): void {
  if (head.parent !== null) return
  const others = getState().heads.filter(({ runId }) => runId !== head.runId)
  setState({ heads: [head, ...others].sort((a, b) => b.createdAt - a.createdAt) })
}

function withRefusals(
  looks: Record<string, StepLook>,
  refusals: readonly Failure[],
): Record<string, StepLook> {
  if (refusals.length === 0) return looks
  const refused = refusals.flatMap((failure) =>
    failure.nodeId === undefined ? [] : [[failure.nodeId, refusedLook(failure, looks[failure.nodeId])]],
  )
  return { ...looks, ...Object.fromEntries(refused.toReversed()) }
}
