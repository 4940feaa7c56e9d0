import { createHash } from 'node:crypto'
import { type Failure, type LaneId, LaneId as LaneIdSchema } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import type { Ledger } from './ledger.ts'

type Json = z.core.util.JSONType

/** One attempt of one step, waiting for its lane or running. */
export interface Job {
  seq: number
  runId: string
  nodeId: string
  attempt: number
  lane: LaneId
  locks: string[]
}

export type JobResult = { ok: true; outputs: Record<string, Json> } | { ok: false; failure: Failure }

/** The job queue. A job is claimed, then finished or lost; only the first result of an attempt is accepted. */
export interface Jobs {
  /** Jobs that may start, oldest first; none of a paused run. */
  waiting(): Job[]
  running(): Job[]
  /** Marks jobs as running and tells their nodes, in one commit. */
  claim(jobs: readonly Job[]): void
  finish(job: Job, result: JobResult): void
  /** After a restart: every job that was running has no result and never will. */
  loseAll(): number
}

/** Opens the job queue. Every change goes through the inbox, so that the reducer hears of it. */
export function openJobs(db: Database, ledger: Ledger): Jobs {
  const actor = (job: Job) => `${job.runId}/${job.nodeId}`
  const id = (job: Job, what: string) => `${actor(job)}@${job.attempt}:${what}`
  const list = (running: 0 | 1): Job[] =>
    db
      .all(
        `SELECT seq, run_id, node_id, attempt, lane, locks FROM jobs
         WHERE running = ? AND (running = 1 OR run_id NOT IN (SELECT id FROM runs WHERE status = 'paused'))
         ORDER BY seq`,
        running,
      )
      .map((row) => ({
        seq: Number(row.seq),
        runId: String(row.run_id),
        nodeId: String(row.node_id),
        attempt: Number(row.attempt),
        lane: LaneIdSchema.parse(row.lane),
        locks: z.array(z.string()).parse(JSON.parse(String(row.locks))),
      }))
  return {
    waiting: () => list(0),
    running: () => list(1),
    claim(ready) {
      db.tx(() => {
        for (const job of ready) {
          db.run('UPDATE jobs SET running = 1 WHERE seq = ?', job.seq)
          ledger.push(actor(job), { type: 'JOB.STARTED', attempt: job.attempt }, id(job, 'started'))
        }
      })
    },
    finish(job, result) {
      db.tx(() => {
        if (db.run('DELETE FROM jobs WHERE seq = ?', job.seq) === 0) return
        const { attempt } = job
        if (!result.ok) {
          const event = { type: 'JOB.FAILED', attempt, failure: result.failure } as const
          return ledger.push(actor(job), event, id(job, 'result'))
        }
        const data = JSON.stringify(result.outputs)
        const outputs = createHash('sha256').update(data).digest('hex')
        db.run(
          'INSERT OR IGNORE INTO outputs (run_id, node_id, attempt, hash, data) VALUES (?, ?, ?, ?, ?)',
          job.runId,
          job.nodeId,
          attempt,
          outputs,
          data,
        )
        ledger.push(actor(job), { type: 'JOB.SUCCEEDED', attempt, outputs, cached: false }, id(job, 'result'))
      })
    },
    loseAll() {
      const lost = list(1)
      db.tx(() => {
        for (const job of lost) {
          db.run('DELETE FROM jobs WHERE seq = ?', job.seq)
          ledger.push(actor(job), { type: 'JOB.LOST', attempt: job.attempt }, id(job, 'result'))
        }
      })
      return lost.length
    },
  }
}
