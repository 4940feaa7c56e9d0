import type { Inspection } from '@segue/api'
import { inspect, nodeActor } from '@segue/engine'
import type { RunTable } from '../host/runTable.ts'
import type { Database } from '../store/database.ts'

/** The compiled machines of a run, with the states marked in which it and its steps are now. */
export function inspectRun(
  db: Database,
  runs: Pick<RunTable, 'compiled' | 'view'>,
  runId: string,
): Inspection {
  const compiled = runs.compiled(runId)
  const actors = [runId, ...compiled.plan.nodes.map(({ nodeId }) => nodeActor(runId, nodeId))]
  const rows = actors.flatMap((actor) => {
    const row = db.get('SELECT machine, state FROM rows WHERE actor = ?', actor)
    return row ? [{ actor, machine: String(row.machine), state: String(row.state) }] : []
  })
  return inspect(compiled, { rows, steps: runs.view(runId).steps })
}
