import { type HeldStep, isPausedAlone, type RunView, type StepView } from '@segue/protocol'
import { useMemo } from 'react'
import { useRunStore } from './runStore.ts'

/** Something that only a person can decide; `place` is the way to its step, empty in the shown run itself. */
export type Need =
  | (HeldStep & { kind: 'answer'; asks: Extract<StepView['asks'], { for: 'answer' }> })
  | (HeldStep & { kind: 'held' | 'paused' })
  | { kind: 'parked'; runId: string; reason: string }

function needOf(held: HeldStep): Need[] {
  const { asks, status } = held.step
  if (isPausedAlone(held.step)) return [{ ...held, kind: 'paused' }]
  if (asks?.for === 'answer') return [{ ...held, kind: 'answer', asks }]
  return status === 'blocked' || status === 'unknown' ? [{ ...held, kind: 'held' }] : []
}

/** What a run and the runs inside it need from people, in the order of its steps; what somebody paused comes last. */
export function needsOf({ head, steps, inside }: Pick<RunView, 'head' | 'steps' | 'inside'>): Need[] {
  const { runId } = head
  const own = steps.map((step): HeldStep => ({ runId, place: [], step }))
  const all = [...own, ...inside.steps].flatMap(needOf)
  const needs = [
    ...all.filter(({ kind }) => kind !== 'paused'),
    ...all.filter(({ kind }) => kind === 'paused'),
  ]
  if (head.status !== 'parked') return needs
  const reason = head.failures[0]?.message ?? 'Segue cannot go on with this run by itself.'
  return [{ kind: 'parked', runId, reason }, ...needs]
}

/** What the shown run needs, and how many more there are; nothing for a result that ships with Segue. */
export function useNeeds(): { needs: readonly Need[]; more: number } {
  const view = useRunStore((state) => (state.sample ? null : state.view))
  return useMemo(() => {
    if (view === null) return { needs: [], more: 0 }
    return { needs: needsOf(view), more: view.inside.total - view.inside.steps.length }
  }, [view])
}
