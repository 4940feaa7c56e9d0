import type { Failure, RunView } from '@segue/protocol'
import { useMemo } from 'react'
import { useRunStore } from './runStore.ts'

/** Something that needs a person, and whether its step may be tried again. */
export interface Problem {
  nodeId: string | null
  message: string
  hint: string
  code: string
  warning: boolean
  canRetry: boolean
}

/** What is wrong: why the last start was refused, or else what failed or waits for a person in the shown run. */
export function useProblems(): Problem[] {
  const refusals = useRunStore((state) => state.refusals)
  const steps = useRunStore(({ view }) => view?.steps)
  const head = useRunStore(({ view }) => view?.head)
  return useMemo(() => {
    if (refusals.length > 0) return refusals.map((failure) => problemOf(failure, false))
    return steps === undefined || head === undefined ? [] : problemsIn({ steps, head })
  }, [refusals, steps, head])
}

/** The problems of a run: each step once, then what belongs to no step. */
export function problemsIn(run: Pick<RunView, 'steps' | 'head'>): Problem[] {
  const steps = run.steps.flatMap(({ failure, status, nodeId, reason }): Problem[] => {
    const canRetry = status === 'failed' || status === 'unknown' || status === 'blocked'
    if (failure !== null) {
      const { warning, ...problem } = problemOf({ ...failure, nodeId }, canRetry)
      return [{ ...problem, warning: warning || status === 'blocked' }]
    }
    if (status !== 'unknown' && status !== 'blocked') return []
    return [
      {
        nodeId,
        message:
          status === 'unknown' ? 'It is not known whether this step finished.' : 'This step is blocked.',
        hint: reason ?? 'Try it again when nothing stands in its way.',
        code: `step.${status}`,
        warning: true,
        canRetry,
      },
    ]
  })
  const named = new Set(steps.map(({ nodeId }) => nodeId))
  const others = run.head.failures.filter(({ nodeId }) => nodeId === undefined || !named.has(nodeId))
  return [...steps, ...others.map((failure) => problemOf(failure, false))]
}

const problemOf = ({ nodeId, message, hint, code, severity }: Failure, canRetry: boolean): Problem => ({
  nodeId: nodeId ?? null,
  message,
  hint,
  code,
  warning: severity === 'warning',
  canRetry,
})
