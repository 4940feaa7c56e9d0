import {
  ArtifactRef,
  FiringOutcome,
  type NightReport,
  type ReportedMiss,
  type ReportedRun,
} from '@segue/protocol'
import { below } from '../host/actors.ts'
import type { RunTable } from '../host/runTable.ts'
import type { Database } from '../store/database.ts'
import { whatWaits } from './whatWaits.ts'

export interface ReportTools {
  db: Database
  runs: Pick<RunTable, 'head'>
}

const most = 200

/**
 * What became of runs that ended, wait or go on between two moments (epoch milliseconds), and of the moments at which
 * triggers started nothing.
 */
export function nightReport({ db, runs }: ReportTools, since: number, until: number): NightReport {
  const found = db
    .all(
      `SELECT id FROM runs WHERE parent_run IS NULL AND ended_at IS NOT NULL AND ended_at >= ? AND ended_at <= ?
       UNION SELECT id FROM runs WHERE parent_run IS NULL AND created_at <= ?
         AND status NOT IN ('succeeded', 'failed', 'cancelled')`,
      ...[since, until, until],
    )
    .map(({ id }) => reportedRun({ db, runs }, String(id)))
    .sort((a, b) => rank(a) - rank(b) || (b.endedAt ?? b.createdAt) - (a.endedAt ?? a.createdAt))
  const missed = missesIn(db, since, until)
  const count = (is: (run: ReportedRun) => boolean) => found.filter(is).length
  return {
    since,
    until,
    runs: found.slice(0, most),
    missed,
    counts: {
      done: count(({ status }) => status === 'succeeded'),
      failed: count(({ status }) => status === 'failed'),
      cancelled: count(({ status }) => status === 'cancelled'),
      waiting: count(({ waits }) => waits !== null),
      going: count(({ waits, endedAt }) => waits === null && endedAt === null),
      missed: missed.reduce((sum, { times }) => sum + times, 0),
    },
  }
}

const rank = ({ waits, status }: ReportedRun): number => (waits !== null ? 0 : status === 'failed' ? 1 : 2)

function reportedRun({ db, runs }: ReportTools, runId: string): ReportedRun {
  const { recipeId, recipeName, status, unattended, createdAt, endedAt, outputs, failures } = runs.head(runId)
  const trigger = db.get(
    'SELECT document FROM firings JOIN triggers ON triggers.id = trigger_id WHERE run_id = ?',
    runId,
  )
  const standIns = db.get(
    'SELECT count(*) AS n FROM steps WHERE stand_in = 1 AND (run_id = ? OR (run_id > ? AND run_id < ?))',
    ...[runId, ...below(runId)],
  )
  return {
    ...{ runId, recipeId, recipeName, status, unattended, createdAt, endedAt },
    trigger: trigger ? String(JSON.parse(String(trigger.document)).name) : null,
    files: Object.entries(outputs).flatMap(([key, value]) => {
      const read = ArtifactRef.safeParse(value)
      return read.success ? [{ key, file: read.data }] : []
    }),
    standIns: Number(standIns?.n),
    failure: failures[0] ?? null,
    waits: endedAt === null ? (whatWaits(db, runId)?.words ?? null) : null,
  }
}

function missesIn(db: Database, since: number, until: number): ReportedMiss[] {
  const rows = db.all(
    `SELECT trigger_id, outcome, reason, max(firings.at) AS at, count(*) AS times, triggers.document AS document,
       recipes.name AS recipe
     FROM firings JOIN triggers ON triggers.id = trigger_id LEFT JOIN recipes ON recipes.id = recipe_id
     WHERE outcome NOT IN ('soon', 'queued', 'starting', 'fired') AND decided_at >= ? AND decided_at <= ?
     GROUP BY trigger_id, outcome, reason ORDER BY at DESC LIMIT ?`,
    ...[since, until, most],
  )
  return rows.map(({ trigger_id, outcome, reason, at, times, document, recipe }) => ({
    triggerId: String(trigger_id),
    trigger: String(JSON.parse(String(document)).name),
    recipeName: typeof recipe === 'string' ? recipe : null,
    at: Number(at),
    outcome: FiringOutcome.parse(outcome),
    reason: String(reason),
    times: Number(times),
  }))
}

const eveningHour = 18
const leastMs = 6 * 3_600_000

/** Six in the evening of the day before, by this machine's clock: the last one that is at least six hours ago. */
export function lastEvening(now: number): number {
  const day = new Date(now - leastMs)
  if (day.getHours() < eveningHour) day.setDate(day.getDate() - 1)
  return day.setHours(eveningHour, 0, 0, 0)
}
