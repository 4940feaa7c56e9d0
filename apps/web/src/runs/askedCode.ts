import type { Approval } from '@segue/api'
import type { StepView } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { runner } from '../server/client.ts'

/** The Python that a step waits to have approved, among all that people are asked; null when it waits for something else. */
export const askedBy = (
  all: readonly Approval[],
  { runId, nodeId }: { runId: string; nodeId: string },
): Approval | null =>
  all.find(
    ({ kind, givenAt, step }) =>
      kind === 'python' && givenAt === null && step?.runId === runId && step.nodeId === nodeId,
  ) ?? null

/** The same, asked of the runner whenever the step is blocked anew. */
export function useAskedCode({ runId, step }: { runId: string; step: StepView }): Approval | null {
  const { nodeId, status, reason, attempt } = step
  const { data } = useQuery({
    queryKey: ['approvals', runId, nodeId, status, reason, attempt],
    queryFn: () => runner().approvals.list(),
    enabled: status === 'blocked',
    staleTime: 0,
  })
  return data && status === 'blocked' ? askedBy(data, { runId, nodeId }) : null
}
