import type { ReplayReport } from '@segue/api'
import { createStep, type EngineEvent, partsOf, type Row, type Step } from '@segue/engine'
import { failureOf } from '@segue/protocol'
import { below } from '../host/actors.ts'
import { rowHash } from '../host/rows.ts'
import type { RunTable } from '../host/runTable.ts'
import type { Database } from '../store/database.ts'

type Differs = NonNullable<ReplayReport['differs']>

/**
 * Runs the reducer again over the stored journal of a run and of everything below it: every row must hash to what
 * was written down after the same event, and in the end the rows must be those of the store. Changes nothing. Fails
 * with `run.unknown`.
 */
export function replay(db: Database, runs: Pick<RunTable, 'compiled'>, runId: string): ReplayReport {
  runs.compiled(runId)
  const steps = new Map<string, Step>()
  const stepOf = (run: string): Step => {
    const compiled = runs.compiled(run)
    const step = steps.get(compiled.hash) ?? createStep(compiled)
    steps.set(compiled.hash, step)
    return step
  }
  const rows = new Map<string, Row>()
  let events = 0
  let last = 0
  for (const line of journalOf(db, runId)) {
    const { seq, actor, at, event, hash } = line
    const differs = (actual: string): ReplayReport => ({
      runId,
      events,
      differs: { seq, actor, event: event.type, expected: hash, actual },
    })
    events += 1
    last = seq
    try {
      const { row } = stepOf(partsOf(actor).run)(rows.get(actor) ?? null, event, { actor, now: at })
      const actual = hashOf(row)
      if (actual !== hash) return differs(actual)
      rows.set(actor, row)
    } catch (error) {
      return differs(failureOf(error).code)
    }
  }
  return { runId, events, differs: compareStored(db, rows, { runId, seq: last }) }
}

const hashOf = ({ state, context }: Pick<Row, 'state' | 'context'>): string =>
  rowHash(state, JSON.stringify(context))

interface Line {
  seq: number
  actor: string
  at: number
  event: EngineEvent
  hash: string
}

/** Handled events of a run and of all runs below it, in order; one at a time in memory. */
function* journalOf(db: Database, runId: string): Generator<Line> {
  const [from, to] = below(runId)
  const seqs = db
    .all(
      `SELECT seq FROM journal WHERE run_id = ?
       UNION ALL SELECT seq FROM journal WHERE run_id >= ? AND run_id < ? ORDER BY seq`,
      runId,
      from,
      to,
    )
    .map(({ seq }) => Number(seq))
  for (const seq of seqs) {
    const line = db.get("SELECT actor, at, data, row_hash FROM journal WHERE seq = ? AND kind = 'event'", seq)
    if (!line) continue
    const event: EngineEvent = JSON.parse(String(line.data)) // only the host writes it
    yield { seq, actor: String(line.actor), at: Number(line.at), event, hash: String(line.row_hash) }
  }
}

/** The first stored row that is not the replayed one; null when all are the same. */
function compareStored(
  db: Database,
  rows: ReadonlyMap<string, Row>,
  { runId, seq }: { runId: string; seq: number },
): Differs | null {
  const [from, to] = below(runId)
  const stored = db.all(
    'SELECT actor, state, context FROM rows WHERE actor = ? OR (actor >= ? AND actor < ?) ORDER BY actor',
    runId,
    from,
    to,
  )
  const kept = new Map(
    stored.map((row) => [String(row.actor), rowHash(String(row.state), String(row.context))]),
  )
  for (const actor of new Set([...kept.keys(), ...rows.keys()])) {
    const row = rows.get(actor)
    const [expected, actual] = [kept.get(actor) ?? 'no row', row ? hashOf(row) : 'no row']
    if (expected !== actual) return { seq, actor, event: 'the row in the store', expected, actual }
  }
  return null
}
