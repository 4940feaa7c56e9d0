import { partsOf } from '@segue/engine'
import type { Failure } from '@segue/protocol'
import type { Logger } from '../log/logger.ts'
import type { Changes } from './changes.ts'
import { type Crashes, crashedRunner } from './crashes.ts'
import type { Tables } from './effects.ts'
import { writeNote } from './journal.ts'
import type { Parking } from './parking.ts'
import type { Place } from './queue.ts'
import type { RunRow } from './runRows.ts'
import { planNode } from './values.ts'

/** States in which a run works; in every other one it is over or somebody knows that it stands still. */
const working: ReadonlySet<RunRow['status']> = new Set(['queued', 'running'])
/** States in which somebody else has to do something. */
const standing: ReadonlySet<string> = new Set(['waiting', 'paused', 'parked'])

/**
 * What to do with what a dead process left behind: jobs that ran are lost, and so are those that wait and whose
 * moment has passed. Called inside a transaction, before anything else. Returns the
 * runs to be set aside once their letters have been delivered.
 */
export function recoverRuns(
  { db, jobs, mail, table }: Tables,
  { crashes, log, now }: { crashes: Crashes; log: Logger; now: number },
): string[] {
  const late = ({ job: { runId, nodeId } }: Place) =>
    planNode(table.compiled(runId).plan.nodes, nodeId)?.realtime === true
  const lost = jobs.queue.all().filter((place) => place.running || late(place))
  const inbox = db.all('SELECT DISTINCT actor FROM inbox').map(({ actor }) => String(actor))
  const active = new Set([
    ...lost.filter(({ running }) => running).map(({ job }) => job.runId),
    ...inbox.map((actor) => partsOf(actor).run),
  ])
  const open = table.unsettled()
  const guilty = crashes.count({ open, active })
  for (const place of lost) {
    const { runId, nodeId, attempt, seq } = place.job
    jobs.remove(place)
    mail.push(
      `${runId}/${nodeId}`,
      { type: 'JOB.LOST', attempt },
      `${runId}/${nodeId}@${attempt}.${seq}:lost`,
    )
  }
  if (lost.length + open.length > 0)
    log.info({ lost: lost.length, open: open.length }, 'resuming runs after a restart')
  for (const runId of guilty)
    writeNote(db, { runId, actor: runId, at: now, level: 'error', text: crashedRunner.message })
  return guilty
}

/** Failure of a run that nothing will ever take further. */
export const stuck: Failure = {
  code: 'run.stuck',
  message: 'Nothing is left that could take this run further, so it is set aside.',
  hint: 'Cancel it and start the recipe again. Please report this: it is a defect of Segue.',
  severity: 'error',
  kind: 'bug',
}

/**
 * Sets the runs aside that should go on and have nothing to go on with: no job, no timer, no child run under way, and
 * no event that they wait for. Called inside a transaction when no letter is left and everything else is written.
 */
export function parkStuck({ db, jobs }: Tables, parking: Parking, changes: Changes): void {
  const going = new Set(jobs.queue.all().map(({ job }) => job.runId))
  for (const { actor } of db.all('SELECT actor FROM timers')) going.add(partsOf(String(actor)).run)
  for (const { run_id } of db.all('SELECT run_id FROM steps WHERE topic IS NOT NULL'))
    going.add(String(run_id))
  const open = db.all(
    "SELECT id, status, parent_run FROM runs WHERE status NOT IN ('succeeded', 'failed', 'cancelled')",
  )
  for (const { parent_run } of open) if (typeof parent_run === 'string') going.add(parent_run)
  for (const { id, status } of open)
    if (!standing.has(String(status)) && !going.has(String(id))) parking.park(String(id), stuck, changes)
}

/** Sets the runs aside that keep crashing the runner, unless they stand still anyhow. Called inside a transaction. */
export function parkGuilty(
  { runs }: Tables,
  parking: Parking,
  guilty: readonly string[],
  changes: Changes,
): void {
  for (const runId of guilty) {
    const status = runs.find(runId)?.status
    if (status === undefined) continue
    if (working.has(status)) parking.park(runId, crashedRunner, changes)
    else if (status === 'parked') {
      runs.change(runId, { failures: [crashedRunner] })
      changes.shows(runId, null)
    }
  }
}
