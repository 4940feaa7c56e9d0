import type { Review } from '@segue/api'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { refsIn } from '../cache/files.ts'
import type { SqliteHost, StepKey } from '../host/hostTypes.ts'
import { planNode } from '../host/values.ts'
import type { Database } from '../store/database.ts'

export interface ReviewTools {
  db: Database
  host: Pick<SqliteHost, 'runs'>
  artifacts: Pick<ArtifactStore, 'has'>
}

/** How many of the newest answers at a step are looked through for one that approved. */
const looked = 50

/** What helps to judge what a step asks about. Fails with `run.unknown`. */
export function reviewOf(tools: ReviewTools, step: StepKey): Review {
  return { before: approvedBefore(tools, step), standIns: standInsBefore(tools, step) }
}

/** What was approved last at the same place: the same step of the same recipe, and of the same item where there are several. */
function approvedBefore({ db, host, artifacts }: ReviewTools, { runId, nodeId }: StepKey): Review['before'] {
  const [root = ''] = runId.split('/', 1)
  const { recipeId } = host.runs.facts(root)
  const inside = runId.slice(root.length)
  const rows = db.all(
    `SELECT s.run_id, s.ended_at FROM runs r JOIN steps s ON s.run_id = r.id || ? AND s.node_id = ?
     WHERE r.recipe_id = ? AND r.parent_run IS NULL AND r.id <> ? AND s.status = 'succeeded'
     ORDER BY s.ended_at DESC, r.created_at DESC LIMIT ?`,
    ...[inside, nodeId, recipeId, root, looked],
  )
  for (const row of rows) {
    const { approved, answer } = host.runs.step(String(row.run_id), nodeId).outputs
    if (approved === undefined || approved === null) continue
    if (!refsIn(approved).every(({ artifactId }) => artifacts.has(artifactId))) return null
    return { runId: String(row.run_id), at: Number(row.ended_at), by: byOf(answer), value: approved }
  }
  return null
}

function byOf(answer: unknown): string | null {
  const by = typeof answer === 'object' && answer !== null && 'by' in answer ? answer.by : null
  return typeof by === 'string' ? by : null
}

/** Steps that lead to this one and ran on a stand-in, those around a run inside another one first. */
function standInsBefore({ db, host }: Omit<ReviewTools, 'artifacts'>, { runId, nodeId }: StepKey): string[] {
  const { parent } = host.runs.facts(runId)
  const { nodes } = host.runs.compiled(runId).plan
  const leads = new Set<string>()
  const open = [nodeId]
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const feeder of planNode(nodes, next)?.upstream ?? []) {
      const [id = ''] = feeder.split(':', 1)
      if (!leads.has(id)) open.push(id)
      leads.add(id)
    }
  const usedStandIn = (id: string) =>
    db.get(
      `SELECT 1 FROM steps WHERE stand_in = 1 AND ((run_id = ? AND node_id = ?) OR (run_id > ? AND run_id < ?)) LIMIT 1`,
      // Runs inside a step are under its name and a slash; the digit 0 comes right after the slash.
      ...[runId, id, `${runId}/${id}/`, `${runId}/${id}0`],
    ) !== undefined
  const own = nodes.filter((node) => leads.has(node.nodeId) && usedStandIn(node.nodeId))
  const around = parent === null ? [] : standInsBefore({ db, host }, parent)
  return [...around, ...own.map(({ name }) => name)]
}
