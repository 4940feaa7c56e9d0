import { Failure, Firing, type FiringOutcome } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** A firing as it is stored. */
export interface FiringRow extends Firing {
  /** What it fires for: the moment of a schedule, or `now:…` when a person asks. A trigger has each key once. */
  key: string
  /** When it may begin: its moment and its jitter. */
  dueAt: number
}

export type NewFiring = Omit<FiringRow, 'seq' | 'runId' | 'failure' | 'inputs'> & {
  /** None when left out. */
  inputs?: Firing['inputs']
}

/** What became of every firing. Changes are called inside a transaction. */
export interface Firings {
  /** Null when the trigger has one under this key. */
  add(firing: NewFiring): FiringRow | null
  find(triggerId: string, key: string): FiringRow | null
  change(
    seq: number,
    change: { outcome: FiringOutcome; reason?: string; runId?: string | null; failure?: Failure | null },
  ): void
  /** Firings of one trigger, or all, that are not over, in their order. */
  open(outcome: 'soon' | 'queued' | 'starting', triggerId?: string): FiringRow[]
  /** When the next one that waits for its jitter is due, or null. */
  nextDue(): number | null
  /** Runs of a trigger that are not over, those that begin included. */
  going(triggerId: string): string[]
  /** The firing behind a run, or null. */
  behind(runId: string): Pick<FiringRow, 'triggerId' | 'key'> | null
  /** Newest first. */
  history(triggerId: string, page: { limit: number; before?: number }): FiringRow[]
  /** Forgets what was decided before a moment, but of every trigger the newest, and what has a run. */
  trim(before: number): void
}

const unsettled = "('soon', 'queued', 'starting')"
const kept = 200

/** Opens the firings of a store. */
export function openFirings(db: Database): Firings {
  return {
    add({ triggerId, key, at, dueAt, decidedAt, outcome, reason, inputs }) {
      const row = db.get(
        `INSERT INTO firings (trigger_id, key, at, due_at, decided_at, outcome, reason, inputs)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (trigger_id, key) DO NOTHING RETURNING *`,
        ...[triggerId, key, at, dueAt, decidedAt, outcome, reason, inputs ? JSON.stringify(inputs) : null],
      )
      return row ? read(row) : null
    },
    find(triggerId, key) {
      const row = db.get('SELECT * FROM firings WHERE trigger_id = ? AND key = ?', triggerId, key)
      return row ? read(row) : null
    },
    change: (seq, { outcome, reason, runId, failure }) =>
      void db.run(
        `UPDATE firings SET outcome = ?, reason = coalesce(?, reason), run_id = coalesce(?, run_id), failure = ?
         WHERE seq = ?`,
        outcome,
        reason ?? null,
        runId ?? null,
        failure ? JSON.stringify(failure) : null,
        seq,
      ),
    open(outcome, triggerId) {
      const sql = `SELECT * FROM firings WHERE outcome IN ${unsettled} AND outcome = ?`
      const rows =
        triggerId === undefined
          ? db.all(`${sql} ORDER BY at, seq`, outcome)
          : db.all(`${sql} AND trigger_id = ? ORDER BY at, seq`, outcome, triggerId)
      return rows.map(read)
    },
    nextDue() {
      const at = db.get(
        `SELECT min(due_at) AS at FROM firings WHERE outcome IN ${unsettled} AND outcome = 'soon'`,
      )?.at
      return typeof at === 'number' ? at : null
    },
    going: (triggerId) =>
      db
        .all(
          // From the few runs that are going, not from all firings there ever were.
          `SELECT run_id FROM runs INDEXED BY runs_unsettled CROSS JOIN firings ON run_id = runs.id
             WHERE runs.status NOT IN ('succeeded', 'failed', 'cancelled') AND trigger_id = ?
           UNION SELECT run_id FROM firings INDEXED BY firings_open WHERE outcome IN ${unsettled} AND outcome = 'starting' AND trigger_id = ?`,
          triggerId,
          triggerId,
        )
        .map(({ run_id }) => String(run_id)),
    behind(runId) {
      const row = db.get('SELECT trigger_id, key FROM firings WHERE run_id = ?', runId)
      return row ? { triggerId: String(row.trigger_id), key: String(row.key) } : null
    },
    history: (triggerId, { limit, before = Number.MAX_SAFE_INTEGER }) =>
      db
        .all(
          'SELECT * FROM firings WHERE trigger_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
          triggerId,
          before,
          limit,
        )
        .map(read),
    trim(before) {
      const old = `decided_at < ? AND at < ? AND outcome NOT IN ${unsettled} AND seq < (
          SELECT max(seq) FROM firings AS newest WHERE newest.trigger_id = firings.trigger_id) - ${kept}
        AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = run_id)`
      db.run(
        `UPDATE triggers SET trimmed_to = coalesce(max(trimmed_to,
           (SELECT max(at) FROM firings WHERE trigger_id = triggers.id AND ${old})), trimmed_to)`,
        before,
        before,
      )
      db.run(`DELETE FROM firings WHERE ${old}`, before, before)
    },
  }
}

const read = (row: Record<string, unknown>): FiringRow => ({
  ...Firing.parse({
    seq: row.seq,
    triggerId: row.trigger_id,
    at: row.at,
    decidedAt: row.decided_at,
    outcome: row.outcome,
    reason: row.reason,
    runId: row.run_id,
    failure: row.failure === null ? null : Failure.parse(JSON.parse(String(row.failure))),
    inputs: row.inputs === null ? {} : JSON.parse(String(row.inputs)),
  }),
  key: String(row.key),
  dueAt: Number(row.due_at),
})
