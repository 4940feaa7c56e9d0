import type { PlanNode } from '@segue/engine'
import type { StepView } from '@segue/protocol'
import type { StepRow } from './stepRows.ts'
import { outputsOf, readOutputs, type Stored } from './values.ts'

/** A step as a person sees it; `row` is null before it shows anything. */
export function stepView(
  from: Stored,
  {
    runId,
    nodes,
    node,
    row,
  }: { runId: string; nodes: readonly PlanNode[]; node: PlanNode; row: StepRow | null },
): StepView {
  const { nodeId, type, name, lane } = node
  return {
    nodeId,
    type,
    name,
    status: row?.status ?? 'waiting',
    settledBy: row?.settledBy ?? null,
    reason: row?.reason ?? null,
    lane,
    standIn: row?.standIn ?? false,
    attempt: row?.attempt ?? 0,
    startedAt: row?.startedAt ?? null,
    endedAt: row?.endedAt ?? null,
    outputs: row ? shown(from, { runId, nodes, node }, row) : {},
    failure: row?.failure ?? null,
    asks: row?.asks ?? null,
    items: row?.items ?? null,
  }
}

const shown = (
  from: Stored,
  { runId, nodes, node: { nodeId } }: { runId: string; nodes: readonly PlanNode[]; node: PlanNode },
  { status, outputs, asks }: StepRow,
) => {
  if (outputs !== null)
    return status === 'succeeded' || asks ? readOutputs(from.db, runId, nodeId, outputs) : {}
  return status === 'succeeded' ? outputsOf(from, runId, nodes, nodeId) : {}
}
