import { hash } from 'node:crypto'
import { canonicalJson, type PlanNode } from '@segue/engine'
import { own } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { createGenerations, type Generations } from './generations.ts'
import type { Values } from './hostTypes.ts'
import type { StepRows } from './stepRows.ts'

const JsonMap = z.record(z.string(), z.json())

/** Outputs that were stored or read last: whoever shows a step or feeds the next one asks for them right away. */
const recent = new WeakMap<Database, Generations<Values>>()
const cached = 500

function recentOf(db: Database): Generations<Values> {
  const known = recent.get(db) ?? createGenerations<Values>(cached)
  recent.set(db, known)
  return known
}

/** What DONE, ANSWER and stored steps name outputs by: SHA-256 of their canonical JSON. */
export const outputsHash = (outputs: Values): string => hash('sha256', canonicalJson(outputs), 'hex')

/** Keeps the outputs of an attempt; those of an earlier job of it are replaced. Returns their hash. */
export function storeOutputs(
  db: Database,
  { runId, nodeId, attempt }: { runId: string; nodeId: string; attempt: number },
  outputs: Values,
): string {
  const name = outputsHash(outputs)
  db.run(
    'INSERT OR REPLACE INTO outputs (run_id, node_id, attempt, hash, data) VALUES (?, ?, ?, ?, ?)',
    runId,
    nodeId,
    attempt,
    name,
    JSON.stringify(outputs),
  )
  recentOf(db).set(name, outputs)
  return name
}

/** Outputs of a step by the hash that its view names. */
export function readOutputs(db: Database, runId: string, nodeId: string, name: string): Values {
  const known = recentOf(db).get(name)
  if (known) return known
  const row = db.get(
    'SELECT data FROM outputs WHERE run_id = ? AND node_id = ? AND hash = ? LIMIT 1',
    runId,
    nodeId,
    name,
  )
  if (!row) return {}
  const read = JsonMap.parse(JSON.parse(String(row.data)))
  recentOf(db).set(name, read)
  return read
}

/** Where values are: outputs on disk, and the steps that name them as they are in the middle of a commit. */
export interface Stored {
  db: Database
  steps: Pick<StepRows, 'find'>
}

const indexes = new WeakMap<readonly PlanNode[], Map<string, PlanNode>>()

/** A node of a plan by its id. */
export function planNode(nodes: readonly PlanNode[], nodeId: string): PlanNode | undefined {
  const known = indexes.get(nodes) ?? new Map(nodes.map((node) => [node.nodeId, node]))
  indexes.set(nodes, known)
  return known.get(nodeId)
}

/**
 * Outputs of a node that has settled or asks. Empty when it has none (yet). `nodes` must hold the node and what it
 * passes on.
 */
export function outputsOf(from: Stored, runId: string, nodes: readonly PlanNode[], nodeId: string): Values {
  const node = planNode(nodes, nodeId)
  if (!node || node.kind === 'muted' || node.kind === 'idle') return {}
  if (node.kind === 'frozen' || node.kind === 'kept') return node.frozen
  if (node.kind === 'bypassed') return passedOn(from, runId, nodes, node)
  const outputs = from.steps.find(runId, nodeId)?.outputs ?? null
  return outputs === null ? {} : readOutputs(from.db, runId, nodeId, outputs)
}

function passedOn(from: Stored, runId: string, nodes: readonly PlanNode[], node: PlanNode): Values {
  const inputs = inputsOf(from, { runId, nodes, inputs: {} }, node)
  const entries = Object.entries(node.passThrough).flatMap(([output, input]) => {
    const value = own(inputs, input)
    return value === undefined ? [] : [[output, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Values on the input ports and promoted params of a node, as far as their sources have one. */
export function inputsOf(
  from: Stored,
  run: { runId: string; nodes: readonly PlanNode[]; inputs: Values },
  node: PlanNode,
): Values {
  const entries = Object.entries(node.inputs).flatMap(([port, source]) => {
    const value =
      source.from === 'value'
        ? source.value
        : source.from === 'input'
          ? (own(run.inputs, source.key) ?? source.otherwise)
          : own(outputsOf(from, run.runId, run.nodes, source.nodeId), source.port)
    return value === undefined ? [] : [[port, value] as const]
  })
  return Object.fromEntries(entries)
}
