import type { StepView } from '@segue/protocol'
import { toast } from 'sonner'
import { useRunStore } from './runStore.ts'

/**
 * What a node gave in the run on the canvas, to keep it from now on; `null` when it has not given anything there. An
 * example that ships with Segue is nobody's result.
 */
export function resultOf(nodeId: string): StepView['outputs'] | null {
  const look = useRunStore.getState().looks[nodeId]
  if (look?.status !== 'succeeded' || look.sample || Object.keys(look.outputs).length === 0) return null
  return look.outputs
}

/** Says that a node has no result to keep yet. */
export function nothingToFreeze(name: string): void {
  toast(`${name} has no result to keep yet.`, { description: 'Run it first, then freeze it.' })
}
