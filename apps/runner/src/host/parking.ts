import { randomUUID } from 'node:crypto'
import type { Failure, RunStatus } from '@segue/protocol'
import { RunStatus as RunStatusSchema } from '@segue/protocol'
import { below } from './actors.ts'
import type { Changes } from './changes.ts'
import type { Stop, Tables } from './effects.ts'
import type { Rows } from './rows.ts'
import { type RunRow, settledRuns } from './runRows.ts'

/** Runs that the host sets aside because the reducer, or the runner, cannot go on with them. Called inside a transaction. */
export interface Parking {
  /** Sets an unsettled run aside with the reason: its letters wait, its jobs are not offered. */
  park(runId: string, failure: Failure, changes: Changes): void
  /** Goes on with a run where it was; false when it was not set aside. */
  lift(runId: string, changes: Changes): boolean
  /** Goes on with a run and everything below it. */
  liftAll(runId: string, changes: Changes): void
  /** Ends a run that the reducer cannot cancel, and everything below it. Returns the attempts that must stop. */
  end(runId: string, now: number, changes: Changes): Stop[]
}

/** Opens the parking of a store. */
export function createParking(tables: Tables, rows: Rows): Parking {
  const { db, runs, steps, mail, jobs, timers } = tables
  const tellParent = ({ runId, parent, status }: RunRow, next: RunStatus, failure: Failure | null) => {
    if (!parent) return
    const event = { type: 'CHILD.CHANGED', item: parent.item, from: status, status: next, failure } as const
    mail.push(`${parent.runId}/${parent.nodeId}`, event, `${runId}:${randomUUID()}`)
  }
  const lift = (runId: string, changes: Changes): boolean => {
    const run = runs.find(runId)
    if (!run?.parked) return false
    const row = rows.get(runId)
    const status = RunStatusSchema.safeParse(row?.state).data ?? 'queued'
    // The run machine keeps its failures under this name; a row of another shape has none to show.
    const failures = (row?.context.failures ?? []) as unknown as Failure[]
    runs.change(runId, { parked: false, status, failures })
    db.run('UPDATE runs SET crashes = 0 WHERE id = ?', runId)
    tellParent(run, status, null)
    mail.pickUp(runId)
    changes.shows(runId, null)
    return true
  }
  const end = (runId: string, now: number, changes: Changes): Stop[] => {
    const run = runs.find(runId)
    if (!run || settledRuns.has(run.status)) return []
    const places = jobs.queue.all().filter(({ job }) => job.runId === runId)
    for (const place of places) jobs.remove(place)
    mail.drop(runId)
    const nodes = below(runId)
    db.run('DELETE FROM timers WHERE actor > ? AND actor < ?', ...nodes)
    timers.reload()
    steps.cancelAll(runId, now)
    runs.change(runId, { parked: false, status: 'cancelled', endedAt: now })
    tellParent(run, 'cancelled', null)
    changes.shows(runId, null)
    const children = db.all('SELECT id FROM runs WHERE parent_run = ?', runId)
    return [
      ...places.map(({ job: { nodeId, attempt } }) => ({ runId, nodeId, attempt })),
      ...children.flatMap(({ id }) => end(String(id), now, changes)),
    ]
  }
  return {
    park(runId, failure, changes) {
      const run = runs.find(runId)
      if (!run || run.parked || settledRuns.has(run.status)) return
      runs.change(runId, { parked: true, status: 'parked', failures: [failure] })
      tellParent(run, 'parked', failure)
      changes.shows(runId, null)
    },
    lift,
    liftAll(runId, changes) {
      // A run may also stand still by itself, with the step that died too often; a person who takes that up starts anew.
      db.run('UPDATE runs SET crashes = 0 WHERE crashes > 0 AND id = ?', runId)
      lift(runId, changes)
      const parked = db.all('SELECT id FROM runs WHERE parked = 1 AND id > ? AND id < ?', ...below(runId))
      for (const { id } of parked) lift(String(id), changes)
    },
    end,
  }
}
