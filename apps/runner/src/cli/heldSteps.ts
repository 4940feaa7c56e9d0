import { type HeldStep, isPausedAlone, type RunView, type StepView } from '@segue/protocol'
import { type Backend, viewOf } from './backend.ts'

/** How a run stands. */
export interface Standing {
  /** Something of it is under way, or waits only for its time. */
  moves: boolean
  held: HeldStep[]
}

/** Items looked into below each step; the first ones say whether the others move. */
const shownItems = 50

const settled: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])
const active: ReadonlySet<string> = new Set(['queued', 'running', 'retrying'])

/** Without a runner that stays, nothing hears an event; a deadline comes all the same. */
const needsSomebody = (step: StepView, live: boolean): boolean =>
  step.status === 'blocked' ||
  step.status === 'unknown' ||
  isPausedAlone(step) ||
  step.asks?.for === 'answer' ||
  (step.asks?.for === 'event' && !live && step.asks.deadline === null)

/** Steps of a run, and of the runs inside it, that need somebody; `live`: a runner stays. */
export function heldIn(
  { head, steps, inside }: Pick<RunView, 'head' | 'steps' | 'inside'>,
  live: boolean,
): HeldStep[] {
  const own = steps.map((step) => ({ runId: head.runId, place: [], step }))
  return [...own, ...inside.steps].filter(({ step }) => needsSomebody(step, live))
}

/** How many more steps wait inside than are told one by one. */
export const moreInside = ({ inside }: Pick<RunView, 'inside'>): number => inside.total - inside.steps.length

/** Looks at a run and at what it holds. */
export async function standingOf(
  backend: Pick<Backend, 'follow' | 'runs' | 'live'>,
  view: RunView,
): Promise<Standing> {
  return { moves: await moves(backend, view), held: heldIn(view, backend.live) }
}

async function moves(backend: Pick<Backend, 'follow' | 'runs' | 'live'>, view: RunView): Promise<boolean> {
  const { runId } = view.head
  for (const step of view.steps) {
    const { nodeId, status, asks, items } = step
    if (settled.has(status) || needsSomebody(step, backend.live)) continue
    if (!items) {
      if (active.has(status) || asks !== null) return true
      continue
    }
    const children = await backend.runs.children({ runId, nodeId, offset: 0, limit: shownItems })
    for (const { head } of children) {
      if (head === null || settled.has(head.status)) continue
      if (await moves(backend, await viewOf(backend, head.runId))) return true
    }
  }
  return false
}
