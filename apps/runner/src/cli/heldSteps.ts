import type { RunView, StepView } from '@segue/protocol'
import { type Backend, viewOf } from './backend.ts'

/** A step that goes no further by itself, in a run or in one that it holds. */
export interface HeldStep {
  runId: string
  step: StepView
}

/** How a run stands. */
export interface Standing {
  /** Something of it is under way, or waits only for its time. */
  moves: boolean
  held: HeldStep[]
}

/** Items looked into below each step; the first ones say what the others wait for. */
const shownItems = 50

const settled: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])
const active: ReadonlySet<string> = new Set(['queued', 'running', 'retrying'])

/** Without a runner that stays, nothing hears an event; a deadline comes all the same. */
const needsSomebody = ({ status, asks }: StepView, live: boolean): boolean =>
  status === 'blocked' ||
  status === 'unknown' ||
  asks?.for === 'answer' ||
  (asks?.for === 'event' && !live && asks.deadline === null)

/** Steps of the run itself that need somebody; `live`: a runner stays. */
export const heldIn = ({ head, steps }: Pick<RunView, 'head' | 'steps'>, live: boolean): HeldStep[] =>
  steps.filter((step) => needsSomebody(step, live)).map((step) => ({ runId: head.runId, step }))

/** Looks at a run and at what it holds. */
export async function standingOf(
  backend: Pick<Backend, 'follow' | 'runs' | 'live'>,
  view: RunView,
): Promise<Standing> {
  const { runId } = view.head
  const standing: Standing = { moves: false, held: heldIn(view, backend.live) }
  const holding = new Set(standing.held.map(({ step }) => step.nodeId))
  for (const { nodeId, status, asks, items } of view.steps) {
    if (settled.has(status) || holding.has(nodeId)) continue
    if (!items) {
      standing.moves ||= active.has(status) || asks !== null
      continue
    }
    const children = await backend.runs.children({ runId, nodeId, offset: 0, limit: shownItems })
    for (const { head } of children) {
      if (head === null || settled.has(head.status)) continue
      const inside = await standingOf(backend, await viewOf(backend, head.runId))
      standing.held.push(...inside.held)
      standing.moves ||= inside.moves
    }
  }
  return standing
}
