import type { PlanNode } from '@segue/engine'
import { z } from 'zod'
import type { Database } from '../store/database.ts'

type Json = z.core.util.JSONType
type Values = Record<string, Json>
const JsonMap = z.record(z.string(), z.json())

/** Outputs of a settled node. Empty when it has none (yet). `nodes` must hold the node and what it passes on. */
export function outputsOf(db: Database, runId: string, nodes: readonly PlanNode[], nodeId: string): Values {
  const node = nodes.find((one) => one.nodeId === nodeId)
  if (!node || node.kind === 'muted') return {}
  if (node.kind === 'frozen') return node.frozen
  if (node.kind === 'bypassed') return passedOn(db, runId, nodes, node)
  const row = db.get(
    `SELECT outputs.data FROM steps JOIN outputs
       ON outputs.run_id = steps.run_id AND outputs.node_id = steps.node_id AND outputs.hash = steps.outputs
     WHERE steps.run_id = ? AND steps.node_id = ? LIMIT 1`,
    runId,
    nodeId,
  )
  return row ? JsonMap.parse(JSON.parse(String(row.data))) : {}
}

function passedOn(db: Database, runId: string, nodes: readonly PlanNode[], node: PlanNode): Values {
  const inputs = inputsOf(db, { runId, nodes, inputs: {} }, node)
  const entries = Object.entries(node.passThrough).flatMap(([output, input]) => {
    const value = inputs[input]
    return value === undefined ? [] : [[output, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Values on the input ports and promoted params of a node, as far as their sources have one. */
export function inputsOf(
  db: Database,
  run: { runId: string; nodes: readonly PlanNode[]; inputs: Values },
  node: PlanNode,
): Values {
  const entries = Object.entries(node.inputs).flatMap(([port, source]) => {
    const value =
      source.from === 'value'
        ? source.value
        : source.from === 'input'
          ? run.inputs[source.key]
          : outputsOf(db, run.runId, run.nodes, source.nodeId)[source.port]
    return value === undefined ? [] : [[port, value] as const]
  })
  return Object.fromEntries(entries)
}
