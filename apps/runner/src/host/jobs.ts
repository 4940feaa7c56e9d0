import type { Effect } from '@segue/engine'
import { Failure, LaneId as LaneIdSchema } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { createQueue, type Place, type Queue } from './queue.ts'

export type { Job, JobResult } from './hostTypes.ts'

/**
 * The table `jobs` and its image in memory. Changes are called inside a transaction, and written once at its end,
 * however many a job had in it.
 */
export interface Jobs {
  readonly queue: Queue
  /** Stores a job, or offers a waiting one of the same attempt now, with what it is given. */
  add(runId: string, effect: Omit<Effect & { t: 'job' }, 't' | 'id'>, priority: number): void
  remove(place: Place): void
  /** Marks a waiting job as running. */
  start(place: Place): void
  /** Puts a running job back. `blocked` says why, and `notBefore` until when it is not offered. */
  putBack(place: Place, why: { blocked: Failure; notBefore: number } | null): void
  /** Offers blocked jobs now. */
  offer(places: readonly Place[]): void
  /** Gives a waiting job another place. */
  place(place: Place, priority: number, rank: number): void
  /** The wall clock moved by so many milliseconds; blocked jobs wait as long as they were to. */
  shift(ms: number): void
  /** The next time after `now` at which a blocked job may be offered again, or null. */
  nextOffer(now: number): number | null
  /** Writes what changed. */
  flush(): void
  /** Reads everything from disk again. */
  reload(): void
}

const Locks = z.array(z.string())
const JsonMap = z.record(z.string(), z.json())

const read = (row: Record<string, unknown>): Place => ({
  job: {
    seq: Number(row.seq),
    runId: String(row.run_id),
    nodeId: String(row.node_id),
    attempt: Number(row.attempt),
    lane: LaneIdSchema.parse(row.lane),
    locks: Locks.parse(JSON.parse(String(row.locks))),
    priority: Number(row.priority),
    given: row.given === '{}' ? {} : JsonMap.parse(JSON.parse(String(row.given))),
    notBefore: typeof row.not_before === 'number' ? row.not_before : null,
  },
  rank: Number(row.rank),
  running: row.running === 1,
  stored: true,
  blocked: typeof row.blocked_by === 'string' ? Failure.parse(JSON.parse(row.blocked_by)) : null,
})

const insert = `INSERT INTO jobs (given, priority, rank, running, not_before, blocked_by, seq, run_id, node_id, attempt,
    lane, locks)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const update = `UPDATE jobs SET given = ?, priority = ?, rank = ?, running = ?, not_before = ?, blocked_by = ?
  WHERE seq = ?`

function write(db: Database, { job, rank, running, blocked, stored }: Place): void {
  const { seq, runId, nodeId, attempt, lane, locks, priority, given, notBefore } = job
  const state = [
    JSON.stringify(given),
    priority,
    rank,
    Number(running),
    notBefore,
    blocked && JSON.stringify(blocked),
    seq,
  ]
  if (stored) db.run(update, ...state)
  else db.run(insert, ...state, runId, nodeId, attempt, lane, JSON.stringify(locks))
}

/** Opens the job queue of a store. Empty until `reload`. */
export function openJobs(db: Database): Jobs {
  const queue = createQueue()
  const changed = new Set<Place>()
  let last = 0
  const change: Queue['change'] = (place, what) => {
    queue.change(place, what)
    changed.add(place)
  }
  const offer = (place: Place) => change(place, { blocked: null, job: { notBefore: null } })
  return {
    queue,
    add(runId, { nodeId, attempt, lane, locks, given = {} }, priority) {
      const known = queue.byAttempt({ runId, nodeId, attempt })
      if (known?.running) return
      if (known) {
        return change(known, { blocked: null, job: { given, notBefore: null } })
      }
      last += 1
      const place = {
        job: { seq: last, runId, nodeId, attempt, lane, locks: [...locks], priority, given, notBefore: null },
        rank: last,
        running: false,
        blocked: null,
        stored: false,
      }
      queue.add(place)
      changed.add(place)
    },
    remove(place) {
      if (place.stored) db.run('DELETE FROM jobs WHERE seq = ?', place.job.seq)
      changed.delete(place)
      queue.remove(place)
    },
    start: (place) => change(place, { running: true, blocked: null, job: { notBefore: null } }),
    putBack: (place, why) =>
      change(place, {
        running: false,
        blocked: why?.blocked ?? null,
        job: { notBefore: why?.notBefore ?? null },
      }),
    offer: (places) => places.forEach(offer),
    place: (place, priority, rank) => change(place, { rank, job: { priority } }),
    shift(ms) {
      for (const place of [...queue.blocked])
        if (place.job.notBefore !== null) change(place, { job: { notBefore: place.job.notBefore + ms } })
    },
    nextOffer(now) {
      const times = Array.from(queue.blocked, ({ job }) => job.notBefore ?? 0).filter((at) => at > now)
      return times.length > 0 ? Math.min(...times) : null
    },
    flush() {
      for (const place of changed) {
        write(db, place)
        place.stored = true
      }
      changed.clear()
    },
    reload() {
      queue.clear()
      changed.clear()
      last = Math.max(last, Number(db.get("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'")?.seq ?? 0))
      for (const row of db.all('SELECT * FROM jobs ORDER BY priority DESC, rank')) queue.add(read(row))
    },
  }
}
