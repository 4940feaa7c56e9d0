import type { ChildResult } from '@segue/nodes'
import { mapGiven } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import type { Values } from './hostTypes.ts'
import type { RunRow } from './runRows.ts'
import type { RunTable } from './runTable.ts'
import { planNode } from './values.ts'

const JsonMap = z.record(z.string(), z.json())

/** Items of a step, listed before any of them runs. */
export function storeItems(
  db: Database,
  runId: string,
  nodeId: string,
  items: readonly { name: string; inputs: Values }[],
): void {
  db.run('DELETE FROM items WHERE run_id = ? AND node_id = ?', runId, nodeId)
  for (const [item, { name, inputs }] of items.entries())
    db.run(
      'INSERT INTO items (run_id, node_id, item, name, inputs) VALUES (?, ?, ?, ?, ?)',
      runId,
      nodeId,
      item,
      name,
      JSON.stringify(inputs),
    )
}

/**
 * The child run of an item, as it is stored: providers, folder and priority are those of the run that holds it. An
 * item of a map is also told its place and how many there are.
 */
export function childOf(
  db: Database,
  {
    run,
    runs,
    nodeId,
    item,
    seed,
    now,
  }: { run: RunRow; runs: RunTable; nodeId: string; item: number; seed: string; now: number },
): RunRow {
  const node = planNode(runs.compiled(run.runId).plan.nodes, nodeId)
  if (!node?.child) throw new Error(`${run.runId}/${nodeId} has nothing to run per item`)
  const row = db.get(
    'SELECT inputs FROM items WHERE run_id = ? AND node_id = ? AND item = ?',
    run.runId,
    nodeId,
    item,
  )
  const inputs = JsonMap.parse(JSON.parse(String(row?.inputs ?? '{}')))
  const [index, count] = mapGiven
  const given = node.control === 'map' ? { [index]: item, [count]: countItems(db, run.runId, nodeId) } : {}
  runs.keepCompiled(node.child)
  return {
    ...run,
    runId: `${run.runId}/${nodeId}/${item}`,
    compiled: node.child.hash,
    seed,
    inputs: { ...inputs, ...given },
    status: 'queued',
    failures: [],
    createdAt: now,
    endedAt: null,
    parent: { runId: run.runId, nodeId, item },
    kept: false,
    parked: false,
  }
}

/** How many items a step has listed. */
export function countItems(db: Database, runId: string, nodeId: string): number {
  const row = db.get('SELECT max(item) AS last FROM items WHERE run_id = ? AND node_id = ?', runId, nodeId)
  return typeof row?.last === 'number' ? row.last + 1 : 0
}

/** Items of a step in order, with the child run of each that has begun. */
export function listChildren(
  db: Database,
  runId: string,
  nodeId: string,
  { offset, limit }: { offset: number; limit: number },
): { name: string; childId: string | null }[] {
  return db
    .all(
      `SELECT items.name, runs.id FROM items
         LEFT JOIN runs ON runs.parent_run = items.run_id AND runs.parent_node = items.node_id AND runs.item = items.item
       WHERE items.run_id = ? AND items.node_id = ? AND items.item >= ? ORDER BY items.item LIMIT ?`,
      runId,
      nodeId,
      offset,
      limit,
    )
    .map(({ name, id }) => ({ name: String(name), childId: typeof id === 'string' ? id : null }))
}

/** How every item of a step ended; items that never began, or did not end, count as cancelled. */
export function resultsOf(db: Database, runs: RunTable, runId: string, nodeId: string): ChildResult[] {
  return listChildren(db, runId, nodeId, { offset: 0, limit: -1 }).map(({ name, childId }) => {
    const head = childId === null ? null : runs.head(childId)
    if (head?.status === 'succeeded')
      return { name, status: 'succeeded', outputs: head.outputs, failure: null }
    const failed = head?.status === 'failed'
    return {
      name,
      status: failed ? 'failed' : 'cancelled',
      outputs: {},
      failure: failed ? (head.failures[0] ?? null) : null,
    }
  })
}
