import type { Compiled, PlanNode } from '@segue/engine'
import { fail, type Inside, own, type RunHead, type RunView, type StepView } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { type CompiledStore, openCompiled } from './compiledStore.ts'
import type { NewRun, RunFacts, StepKey, Values } from './hostTypes.ts'
import { insideOf } from './inside.ts'
import { notesOf } from './journal.ts'
import { openRunRows, type RunRow, type RunRows, readRun } from './runRows.ts'
import { openStepRows, readStep, type StepRows } from './stepRows.ts'
import { stepView } from './stepView.ts'
import { inputsOf, outputsOf, planNode, type Stored } from './values.ts'

/** Runs and their steps as stored. Reads only what is on disk, except in the middle of a commit. */
export interface RunTable {
  insert(run: NewRun): void
  /** The compiled recipe of a run. Fails with `run.unknown`. */
  compiled(runId: string): Compiled
  /** Stores a compiled recipe once per hash. */
  keepCompiled: CompiledStore['keep']
  /** Fails with `run.unknown`. */
  facts(runId: string): RunFacts
  head(runId: string): RunHead
  /** Runs that no other run holds, newest first. */
  /** Newest first; of those whose recipe has these words in its name, whatever the case of A to Z. */
  heads(filter: { recipeId?: string; search?: string; limit: number }): RunHead[]
  view(runId: string): RunView
  step(runId: string, nodeId: string): StepView
  /** What of the runs inside a run goes no further without a person or an event. */
  inside(runId: string): Inside
  /** Values on the input ports and promoted params of a step, as far as their sources have one. */
  inputs(runId: string, node: PlanNode): Values
  /** Steps that wait for an event of this topic. */
  signalled(topic: string): StepKey[]
  /** Every run that is not over, child runs included, oldest first. */
  unsettled(): string[]
}

const mostWords = 8

/** Opens the run tables. A host hands in the rows that it works on. */
export function openRunTable(
  db: Database,
  rows: RunRows = openRunRows(db),
  steps: StepRows = openStepRows(db),
  store: CompiledStore = openCompiled(db),
): RunTable {
  const from: Stored = { db, steps }
  const find = (runId: string): RunRow => rows.find(runId) ?? unknownRun(runId)
  const compiled = (runId: string) => store.of(find(runId).compiled)
  const headOf = (run: RunRow): RunHead => ({
    runId: run.runId,
    recipeId: run.recipeId,
    recipeName: run.recipeName,
    status: run.status,
    parent: run.parent,
    priority: run.priority,
    kept: run.kept,
    unattended: run.unattended,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
    inputs: run.inputs,
    outputs: run.status === 'succeeded' ? runOutputs(from, run.runId, store.of(run.compiled)) : {},
    failures: [...run.failures],
  })
  const step = (runId: string, nodeId: string): StepView => {
    const { nodes } = compiled(runId).plan
    const node = planNode(nodes, nodeId) ?? unknownStep(runId, nodeId)
    return stepView(from, { runId, nodes, node, row: steps.find(runId, nodeId) })
  }
  const inside = (runId: string): Inside =>
    insideOf(db, { compiled, step: (key) => step(key.runId, key.nodeId) }, runId)
  return {
    insert(run) {
      const { runId, recipeId, recipeName, seed, inputs, providers, outFolder, createdAt } = run
      rows.insert({
        ...{ runId, recipeId, recipeName, seed, inputs, providers, outFolder, createdAt },
        compiled: run.compiled.hash,
        status: 'queued',
        failures: [],
        endedAt: null,
        parent: null,
        priority: run.priority ?? 0,
        kept: false,
        unattended: run.unattended ?? false,
        parked: false,
      })
      store.keep(run.compiled)
    },
    compiled,
    keepCompiled: store.keep,
    facts(runId) {
      const run = find(runId)
      return { ...run, compiled: store.of(run.compiled) }
    },
    head: (runId) => headOf(find(runId)),
    heads({ recipeId, search = '', limit }) {
      const words = search
        .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
        .split(/\s+/)
        .filter(Boolean)
        .slice(0, mostWords)
      // Read from the index alone until there are enough.
      const named = words.map(() => ' AND instr(lower(recipe_name), ?) > 0').join('')
      const found = recipeId
        ? db.all(
            `SELECT * FROM runs WHERE recipe_id = ? AND parent_run IS NULL${named} ORDER BY created_at DESC LIMIT ?`,
            recipeId,
            ...words,
            limit,
          )
        : db.all(
            `SELECT * FROM runs WHERE parent_run IS NULL AND rowid IN (
               SELECT rowid FROM runs WHERE parent_run IS NULL${named} ORDER BY created_at DESC LIMIT ?
             ) ORDER BY created_at DESC`,
            ...words,
            limit,
          )
      return found.map((row) => headOf(readRun(row)))
    },
    view(runId) {
      const run = find(runId)
      const { nodes } = store.of(run.compiled).plan
      const stored = new Map(
        db
          .all('SELECT * FROM steps WHERE run_id = ?', runId)
          .map((row) => [String(row.node_id), readStep(row)]),
      )
      return {
        head: headOf(run),
        steps: nodes.map((node) =>
          stepView(from, { runId, nodes, node, row: stored.get(node.nodeId) ?? null }),
        ),
        inside: inside(runId),
        progress: [],
        log: notesOf(db, runId),
      }
    },
    step,
    inside,
    inputs(runId, node) {
      const { compiled: hash, inputs } = find(runId)
      return inputsOf(from, { runId, nodes: store.of(hash).plan.nodes, inputs }, node)
    },
    signalled: (topic) =>
      db
        .all('SELECT run_id, node_id FROM steps WHERE topic = ?', topic)
        .map((row) => ({ runId: String(row.run_id), nodeId: String(row.node_id) })),
    unsettled: () =>
      db
        .all(
          "SELECT id FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled') ORDER BY created_at",
        )
        .map((row) => String(row.id)),
  }
}

function runOutputs(from: Stored, runId: string, { plan }: Compiled): Values {
  const entries = plan.outputs.flatMap(({ key, nodeId, port }) => {
    const value = own(outputsOf(from, runId, plan.nodes, nodeId), port)
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(entries)
}

function unknownRun(runId: string): never {
  throw fail({
    code: 'run.unknown',
    message: `There is no run ${runId}.`,
    hint: 'It may have been removed. `segue runs` lists the ones that are kept.',
    kind: 'input',
  })
}

function unknownStep(runId: string, nodeId: string): never {
  throw fail({
    code: 'step.unknown',
    message: `${runId} has no step ${nodeId}.`,
    hint: 'Look at the run again; `segue runs` lists runs.',
    kind: 'input',
  })
}
