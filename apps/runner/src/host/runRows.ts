import type { RunViewState } from '@segue/engine'
import { Failure, RunStatus } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { createGenerations } from './generations.ts'
import type { Parent, Values } from './hostTypes.ts'

const JsonMap = z.record(z.string(), z.json())
const Names = z.record(z.string(), z.string())

/** A run as stored, without its steps. `compiled` is a hash. */
export interface RunRow {
  runId: string
  recipeId: string
  recipeName: string
  compiled: string
  seed: string
  inputs: Values
  providers: Record<string, string>
  outFolder: string
  status: RunStatus
  failures: readonly Failure[]
  createdAt: number
  endedAt: number | null
  parent: Parent | null
  priority: number
  kept: boolean
  unattended: boolean
  /** The host has set it aside; its events wait until a person says so. */
  parked: boolean
}

/** Rows of the table `runs`, read once while they are in use. */
export interface RunRows {
  find(runId: string): RunRow | null
  insert(run: RunRow): void
  /** Takes what the run's machine shows. */
  show(runId: string, view: RunViewState, now: number): void
  /** Changes a run and stores it at once. */
  change(
    runId: string,
    change: Partial<Pick<RunRow, 'priority' | 'kept' | 'parked' | 'status' | 'failures' | 'endedAt'>>,
  ): void
  /** Runs whose jobs must not start: paused, being cancelled or set aside. */
  readonly held: ReadonlySet<string>
  flush(): void
  forget(): void
}

const cached = 2000
export const settledRuns: ReadonlySet<RunStatus> = new Set(['succeeded', 'failed', 'cancelled'])
const holding: ReadonlySet<RunStatus> = new Set(['paused', 'cancelling'])

/** Reads a row of the table `runs`. */
export function readRun(row: Record<string, unknown>): RunRow {
  return {
    runId: String(row.id),
    recipeId: String(row.recipe_id),
    recipeName: String(row.recipe_name),
    compiled: String(row.compiled),
    seed: String(row.seed),
    inputs: JsonMap.parse(JSON.parse(String(row.inputs))),
    providers: Names.parse(JSON.parse(String(row.providers))),
    outFolder: String(row.out_folder),
    status: RunStatus.parse(row.status),
    failures: z.array(Failure).parse(JSON.parse(String(row.failures))),
    createdAt: Number(row.created_at),
    endedAt: typeof row.ended_at === 'number' ? row.ended_at : null,
    parent:
      typeof row.parent_run === 'string'
        ? { runId: row.parent_run, nodeId: String(row.parent_node), item: Number(row.item) }
        : null,
    priority: Number(row.priority),
    kept: row.kept === 1,
    unattended: row.unattended === 1,
    parked: row.parked === 1,
  }
}

/** Opens the runs of a store. */
export function openRunRows(db: Database): RunRows {
  const cache = createGenerations<RunRow>(cached)
  const changed = new Map<string, RunRow>()
  const held = new Set<string>()

  const find = (runId: string): RunRow | null => {
    const known = cache.get(runId) ?? changed.get(runId)
    if (known) return known
    const row = db.get('SELECT * FROM runs WHERE id = ?', runId)
    if (!row) return null
    const read = readRun(row)
    cache.set(runId, read)
    return read
  }
  const take = (run: RunRow) => {
    cache.set(run.runId, run)
    if (run.parked || holding.has(run.status)) held.add(run.runId)
    else held.delete(run.runId)
  }
  const write = ({ runId, status, failures, endedAt, priority, kept, parked }: RunRow) =>
    db.run(
      'UPDATE runs SET status = ?, failures = ?, ended_at = ?, priority = ?, kept = ?, parked = ? WHERE id = ?',
      status,
      JSON.stringify(failures),
      endedAt,
      priority,
      Number(kept),
      Number(parked),
      runId,
    )
  const forget = () => {
    cache.clear()
    changed.clear()
    held.clear()
    for (const { id } of db.all(
      "SELECT id FROM runs WHERE status IN ('paused', 'cancelling') UNION SELECT id FROM runs WHERE parked = 1",
    ))
      held.add(String(id))
  }
  return {
    find,
    held,
    insert(run) {
      db.run(
        `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures,
           created_at, parent_run, parent_node, item, priority, unattended)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?)`,
        run.runId,
        run.recipeId,
        run.recipeName,
        run.compiled,
        run.seed,
        JSON.stringify(run.inputs),
        JSON.stringify(run.providers),
        run.outFolder,
        run.status,
        run.createdAt,
        run.parent?.runId ?? null,
        run.parent?.nodeId ?? null,
        run.parent?.item ?? null,
        run.priority,
        Number(run.unattended),
      )
      take(run)
    },
    show(runId, view, now) {
      const run = find(runId)
      if (!run) return
      const endedAt = settledRuns.has(view.status) ? now : null
      const next = { ...run, status: view.status, failures: view.failures, endedAt }
      take(next)
      changed.set(runId, next)
    },
    change(runId, change) {
      const run = find(runId)
      if (!run) return
      const next = { ...run, ...change }
      take(next)
      changed.delete(runId)
      write(next)
    },
    flush() {
      for (const { runId, status, failures, endedAt } of changed.values())
        db.run(
          'UPDATE runs SET status = ?, failures = ?, ended_at = ? WHERE id = ?',
          status,
          failures.length > 0 ? JSON.stringify(failures) : '[]',
          endedAt,
          runId,
        )
      changed.clear()
    },
    forget,
  }
}
