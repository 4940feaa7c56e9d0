import type { RunView, StepView } from '@segue/protocol'
import { useMemo } from 'react'
import { useRunStore } from './runStore.ts'

/** Something that only a person can decide. */
export type Need =
  | { kind: 'answer'; runId: string; step: StepView; asks: Extract<StepView['asks'], { for: 'answer' }> }
  | { kind: 'held'; runId: string; step: StepView }
  | { kind: 'parked'; runId: string; reason: string }

/** What a run needs from people, in the order of its steps. */
export function needsOf({ head, steps }: Pick<RunView, 'head' | 'steps'>): Need[] {
  const { runId } = head
  const needs = steps.flatMap((step): Need[] => {
    if (step.asks?.for === 'answer') return [{ kind: 'answer', runId, step, asks: step.asks }]
    return step.status === 'blocked' || step.status === 'unknown' ? [{ kind: 'held', runId, step }] : []
  })
  if (head.status !== 'parked') return needs
  const reason = head.failures[0]?.message ?? 'Segue cannot go on with this run by itself.'
  return [{ kind: 'parked', runId, reason }, ...needs]
}

/** What the shown run needs; empty for a result that ships with Segue. */
export function useNeeds(): Need[] {
  const view = useRunStore((state) => (state.sample ? null : state.view))
  return useMemo(() => (view === null ? [] : needsOf(view)), [view])
}
