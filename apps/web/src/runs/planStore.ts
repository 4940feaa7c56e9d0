import type { AppId, RunPlan } from '@segue/protocol'
import { create } from 'zustand'

export type PlannedNode = RunPlan['nodes'][number]

/** An application that has come since the recipe was bound to its stand-in. */
export interface RealOffer {
  apps: readonly AppId[]
  nodes: readonly PlannedNode[]
}

interface PlanState {
  /** What Run would do now; null while nobody knows. */
  plan: RunPlan | null
  /** By node id, for the canvas. */
  nodes: Readonly<Record<string, PlannedNode>>
  offer: RealOffer | null
}

const empty: PlanState = { plan: null, nodes: {}, offer: null }

/** What the next run of the open recipe would do, and why. */
export const usePlan = create<PlanState>(() => empty)

export function setPlan(plan: RunPlan | null, offer: RealOffer | null = null): void {
  const nodes = Object.fromEntries((plan?.nodes ?? []).map((node) => [node.nodeId, node]))
  usePlan.setState(plan === null ? empty : { plan, nodes, offer })
}

/** One node's part in the next run. */
export const usePlanned = (nodeId: string): PlannedNode | undefined => usePlan(({ nodes }) => nodes[nodeId])

const asked: ReadonlySet<PlannedNode['verdict']> = new Set(['runs', 'waits', 'cached'])

/** What Run will do, in a few words: `4 steps`, `up to 2 of 4 steps`, `nothing changed`. */
export function planWords({ nodes }: RunPlan): string {
  const all = nodes.filter(({ verdict }) => asked.has(verdict))
  const runs = all.filter(({ verdict }) => verdict === 'runs').length
  const waits = all.filter(({ verdict }) => verdict === 'waits').length
  const steps = all.length === 1 ? 'step' : 'steps'
  if (runs + waits === 0) return 'nothing changed'
  if (runs + waits === all.length) return `${all.length} ${steps}`
  return `${waits > 0 ? 'up to ' : ''}${runs + waits} of ${all.length} ${steps}`
}
