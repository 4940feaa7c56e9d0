import { randomUUID } from 'node:crypto'
import { type EngineEvent, partsOf } from '@segue/engine'
import { crashPoint } from '../crashPoint.ts'
import type { Computed } from '../lanes/attempt.ts'
import type { Changes } from './changes.ts'
import { storeItems } from './children.ts'
import type { Tables } from './effects.ts'
import type { Job, JobResult, NewRun } from './hostTypes.ts'
import { writeNote } from './journal.ts'
import type { Parking } from './parking.ts'
import { planNode, storeOutputs } from './values.ts'

/** What others ask of the host, as far as it must be stored. Each is called inside a transaction. */
export interface Orders {
  start(run: NewRun): void
  send(actor: string, event: EngineEvent, id: string, changes: Changes): void
  /**
   * Notes waiting jobs as running and tells their nodes, and ends those that `compute` knows the result of. Returns
   * both.
   */
  begin(jobs: readonly Job[], beginning: Beginning): { running: Job[]; computed: Job[] }
  finish(job: Job, result: JobResult, now: number): void
  requeue(job: Job): void
  prioritise(runId: string, priority: number, changes: Changes): void
}

/** What jobs begin in: a commit, and what is known of them there. */
export interface Beginning {
  /** The result of a job that only computes; null = it has to be run. */
  compute(job: Job): Computed | null
  now: number
  changes: Changes
}

/** With these a person takes up a run that was set aside. */
const lifting: ReadonlySet<EngineEvent['type']> = new Set(['RESUME', 'RETRY', 'DONE', 'GIVE.UP'])

/** Binds the orders to the tables. */
export function createOrders(tables: Tables, parking: Parking): Orders {
  const { mail, jobs, runs, table, db } = tables
  const { queue } = jobs
  /** One attempt may begin and be refused several times, also while word of the last time is still on its way. */
  const tell = ({ runId, nodeId, attempt }: Job, what: string, event: EngineEvent) =>
    mail.push(`${runId}/${nodeId}`, event, `${runId}/${nodeId}@${attempt}:${what}:${randomUUID()}`)

  /** Whether somebody hears of single output ports, because they may carry nothing. */
  const mayBeEmpty = ({ runId, nodeId }: Job): boolean => {
    const routes = planNode(table.compiled(runId).plan.nodes, nodeId)?.routes ?? {}
    return Object.keys(routes).length > 0
  }
  const succeed = (job: Job, { done, cached }: JobResult & { end: 'done' }) => {
    const { runId, nodeId, attempt } = job
    const outputs = storeOutputs(db, job, done.outputs)
    if (done.items) storeItems(db, runId, nodeId, done.items)
    const count = done.items?.length ?? 0
    tell(job, 'result', {
      type: 'JOB.SUCCEEDED',
      attempt,
      outputs,
      cached,
      ...(mayBeEmpty(job) ? { ports: Object.keys(done.outputs) } : {}),
      ...(done.asks ? { asks: done.asks } : {}),
      ...(done.children ? { children: { ...done.children, count } } : {}),
    })
  }
  const say = (
    { runId, nodeId }: Job,
    lines: Computed['notes'],
    { now, changes }: Pick<Beginning, 'now' | 'changes'>,
  ) => {
    const notes = lines.map((line) => ({ ...line, runId, actor: `${runId}/${nodeId}`, at: now }))
    for (const note of notes) writeNote(db, note)
    changes.caused({ stops: [], notes })
  }
  return {
    start(run) {
      crashPoint('accept.before')
      table.insert(run)
      mail.push(run.runId, { type: 'START', seed: run.seed }, `${run.runId}:start`)
    },
    send(actor, event, id, changes) {
      if (lifting.has(event.type)) parking.liftAll(partsOf(actor).run, changes)
      mail.push(actor, event, id)
    },
    begin(wanted, { compute, now, changes }) {
      const [running, computed]: [Job[], Job[]] = [[], []]
      for (const { seq } of wanted) {
        const place = queue.bySeq(seq)
        if (!place || place.running) continue
        const { job } = place
        tell(job, 'started', { type: 'JOB.STARTED', attempt: job.attempt })
        const known = compute(job)
        if (known) {
          jobs.remove(place)
          computed.push(job)
          succeed(job, { end: 'done', done: known.done, cached: false })
          say(job, known.notes, { now, changes })
        } else {
          jobs.start(place)
          running.push(place.job)
        }
      }
      return { running, computed }
    },
    finish({ seq }, result, now) {
      const place = queue.bySeq(seq)
      // What is found in the cache ends a job that never takes its lane.
      const isFound = result.end === 'done' && result.cached
      if (!place || !(place.running || isFound)) return
      const { job } = place
      const { attempt } = job
      if (result.end === 'blocked') {
        const { failure, retryMs } = result
        jobs.putBack(place, { blocked: failure, notBefore: now + retryMs })
        const reason = failure.message
        return tell(job, 'blocked', { type: 'JOB.BLOCKED', attempt, reason, failure })
      }
      jobs.remove(place)
      if (result.end === 'done') succeed(job, result)
      else if (result.end === 'lost') tell(job, 'lost', { type: 'JOB.LOST', attempt })
      else tell(job, 'result', { type: 'JOB.FAILED', attempt, failure: result.failure })
    },
    requeue({ seq }) {
      const place = queue.bySeq(seq)
      if (place?.running) jobs.putBack(place, null)
    },
    prioritise(runId, priority, changes) {
      runs.change(runId, { priority })
      changes.shows(runId, null)
      for (const place of queue.all()) if (place.job.runId === runId) jobs.place(place, priority, place.rank)
      for (const { id } of db.all('SELECT id FROM runs WHERE parent_run = ?', runId))
        this.prioritise(String(id), priority, changes)
    },
  }
}
