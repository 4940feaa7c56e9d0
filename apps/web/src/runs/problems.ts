import type { Failure } from '@segue/protocol'
import { useMemo } from 'react'
import { useRunStore } from './runStore.ts'

/** A failure to show, and whether its step may be tried again. */
export interface Problem {
  failure: Failure
  canRetry: boolean
}

/** What is wrong: why the last start was refused, or else what failed in the shown run. Each node once. */
export function useProblems(): Problem[] {
  const refusals = useRunStore((state) => state.refusals)
  const view = useRunStore((state) => state.view)
  return useMemo(() => {
    if (refusals.length > 0) return refusals.map((failure) => ({ failure, canRetry: false }))
    if (view === null) return []
    const steps = view.steps.flatMap(({ failure, status, nodeId }) =>
      failure === null
        ? []
        : [{ failure: { ...failure, nodeId }, canRetry: status === 'failed' || status === 'unknown' }],
    )
    const named = new Set(steps.map(({ failure }) => failure.nodeId))
    const others = view.head.failures.filter(({ nodeId }) => nodeId === undefined || !named.has(nodeId))
    return [...steps, ...others.map((failure) => ({ failure, canRetry: false }))]
  }, [refusals, view])
}
