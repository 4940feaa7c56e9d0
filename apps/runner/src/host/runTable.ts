import type { Compiled, PlanNode } from '@segue/engine'
import {
  Failure,
  fail,
  RunHead,
  RunStatus,
  type RunView,
  SettledBy,
  StepStatus,
  type StepView,
} from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { outputsOf } from './values.ts'

type Json = z.core.util.JSONType
const JsonMap = z.record(z.string(), z.json())

/** What is stored when a run is accepted. Times are epoch milliseconds. */
export interface NewRun {
  runId: string
  recipeId: string
  recipeName: string
  compiled: Compiled
  seed: string
  inputs: Record<string, Json>
  /** Provider per application, pinned for the whole run. */
  providers: Record<string, string>
  outFolder: string
  createdAt: number
}

/** Facts of a run that the host and the lanes need. */
export interface RunFacts {
  runId: string
  compiled: Compiled
  inputs: Record<string, Json>
  providers: Record<string, string>
  outFolder: string
  status: RunStatus
}

/** Runs and their steps as stored. */
export interface RunTable {
  insert(run: NewRun): void
  /** The compiled recipe of a run. Fails with `run.unknown`. */
  compiled(runId: string): Compiled
  /** Fails with `run.unknown`. */
  facts(runId: string): RunFacts
  head(runId: string): RunHead
  heads(filter: { recipeId?: string; limit: number }): RunHead[]
  view(runId: string): RunView
  step(runId: string, nodeId: string): StepView
  unsettled(): string[]
  /** Sets an unsettled run aside with the reason. What has settled stays. */
  park(runId: string, failure: Failure): void
}

/** Opens the run tables. Compiled recipes are kept parsed by hash. */
export function openRunTable(db: Database): RunTable {
  const compiledByHash = new Map<string, Compiled>()
  const compiled = (hash: string): Compiled => {
    const known = compiledByHash.get(hash)
    if (known) return known
    const data: Compiled = JSON.parse(String(db.get('SELECT data FROM compiled WHERE hash = ?', hash)?.data))
    if (compiledByHash.size > 50) compiledByHash.clear()
    compiledByHash.set(hash, data)
    return data
  }
  const find = (runId: string): Record<string, unknown> => {
    const row = db.get('SELECT * FROM runs WHERE id = ?', runId)
    if (row) return row
    throw fail({
      code: 'run.unknown',
      message: `There is no run ${runId}.`,
      hint: 'It may have been removed. `segue runs` lists the ones that are kept.',
      kind: 'input',
    })
  }
  const headOf = (row: Record<string, unknown>): RunHead => {
    const status = RunStatus.parse(row.status)
    return RunHead.parse({
      runId: row.id,
      recipeId: row.recipe_id,
      recipeName: row.recipe_name,
      status,
      createdAt: row.created_at,
      endedAt: row.ended_at,
      inputs: JSON.parse(String(row.inputs)),
      outputs: status === 'succeeded' ? runOutputs(db, String(row.id), compiled(String(row.compiled))) : {},
      failures: JSON.parse(String(row.failures)),
    })
  }
  const steps = (runId: string, nodes: readonly PlanNode[]): StepView[] => {
    const stored = new Map(
      db.all('SELECT * FROM steps WHERE run_id = ?', runId).map((row) => [row.node_id, row]),
    )
    return nodes.map((node) => stepOf(db, runId, node, stored.get(node.nodeId)))
  }
  return {
    insert(run) {
      db.run(
        'INSERT OR IGNORE INTO compiled (hash, data) VALUES (?, ?)',
        run.compiled.hash,
        JSON.stringify(run.compiled),
      )
      db.run(
        `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', '[]', ?)`,
        run.runId,
        run.recipeId,
        run.recipeName,
        run.compiled.hash,
        run.seed,
        JSON.stringify(run.inputs),
        JSON.stringify(run.providers),
        run.outFolder,
        run.createdAt,
      )
    },
    compiled: (runId) => compiled(String(find(runId).compiled)),
    facts(runId) {
      const row = find(runId)
      return {
        runId,
        compiled: compiled(String(row.compiled)),
        inputs: JsonMap.parse(JSON.parse(String(row.inputs))),
        providers: z.record(z.string(), z.string()).parse(JSON.parse(String(row.providers))),
        outFolder: String(row.out_folder),
        status: RunStatus.parse(row.status),
      }
    },
    head: (runId) => headOf(find(runId)),
    heads({ recipeId, limit }) {
      const rows = recipeId
        ? db.all('SELECT * FROM runs WHERE recipe_id = ? ORDER BY created_at DESC LIMIT ?', recipeId, limit)
        : db.all('SELECT * FROM runs ORDER BY created_at DESC LIMIT ?', limit)
      return rows.map(headOf)
    },
    view(runId) {
      const row = find(runId)
      return {
        head: headOf(row),
        steps: steps(runId, compiled(String(row.compiled)).plan.nodes),
        progress: [],
        log: notes(db, runId),
      }
    },
    step(runId, nodeId) {
      const node = compiled(String(find(runId).compiled)).plan.nodes.find((n) => n.nodeId === nodeId)
      if (!node) throw new Error(`${runId} has no node ${nodeId}`)
      return stepOf(
        db,
        runId,
        node,
        db.get('SELECT * FROM steps WHERE run_id = ? AND node_id = ?', runId, nodeId),
      )
    },
    unsettled: () =>
      db
        .all(
          "SELECT id FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled') ORDER BY created_at",
        )
        .map((row) => String(row.id)),
    park: (runId, failure) =>
      void db.run(
        `UPDATE runs SET status = 'parked', failures = ?
         WHERE id = ? AND status NOT IN ('succeeded', 'failed', 'cancelled')`,
        JSON.stringify([failure]),
        runId,
      ),
  }
}

function runOutputs(db: Database, runId: string, { plan }: Compiled): Record<string, Json> {
  const entries = plan.outputs.flatMap(({ key, nodeId, port }) => {
    const value = outputsOf(db, runId, plan.nodes, nodeId)[port]
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(entries)
}

function stepOf(
  db: Database,
  runId: string,
  node: PlanNode,
  row: Record<string, unknown> | undefined,
): StepView {
  const failure = typeof row?.failure === 'string' ? Failure.parse(JSON.parse(row.failure)) : null
  return {
    nodeId: node.nodeId,
    type: node.type,
    name: node.name,
    status: row ? StepStatus.parse(row.status) : 'waiting',
    settledBy: row ? SettledBy.nullable().parse(row.settled_by) : null,
    reason: typeof row?.reason === 'string' ? row.reason : null,
    lane: node.lane,
    standIn: row?.stand_in === 1,
    attempt: Number(row?.attempt ?? 0),
    startedAt: typeof row?.started_at === 'number' ? row.started_at : null,
    endedAt: typeof row?.ended_at === 'number' ? row.ended_at : null,
    outputs: row?.status === 'succeeded' ? outputsOf(db, runId, [node], node.nodeId) : {},
    failure,
  }
}

function notes(db: Database, runId: string): RunView['log'] {
  const rows = db.all(
    "SELECT actor, at, data FROM journal WHERE run_id = ? AND kind = 'note' ORDER BY seq DESC LIMIT 500",
    runId,
  )
  return rows.reverse().map((row) => {
    const { level, text } = JSON.parse(String(row.data))
    return { at: Number(row.at), nodeId: String(row.actor).split('/')[1] ?? null, level, text }
  })
}
