import type { Failure, LaneId } from '@segue/protocol'
import type { Job } from './hostTypes.ts'

/** A job with its place. Lower ranks go first among equal priorities. */
export interface Place {
  job: Job
  rank: number
  running: boolean
  blocked: Failure | null
  /** In the table. What begins and ends in one commit never gets there. */
  stored: boolean
}

/** Jobs in memory, in the order in which they start. The table `jobs` holds the same. */
export interface Queue {
  add(place: Place): void
  remove(place: Place): void
  /** Takes a place out, changes it and puts it back where it belongs. */
  change(place: Place, change: Partial<Omit<Place, 'job'>> & { job?: Partial<Job> }): void
  bySeq(seq: number): Place | undefined
  byAttempt(job: Pick<Job, 'runId' | 'nodeId' | 'attempt'>): Place | undefined
  all(): Place[]
  /** Waiting places of a lane, first ones first. Not to be changed. */
  waiting(lane: LaneId): readonly Place[]
  running(): Place[]
  lanes(): LaneId[]
  /** Waiting places that a lane has refused. */
  readonly blocked: ReadonlySet<Place>
  clear(): void
}

const before = (a: Place, b: Place): boolean =>
  a.job.priority === b.job.priority ? a.rank < b.rank : a.job.priority > b.job.priority

const attemptKey = ({ runId, nodeId, attempt }: Pick<Job, 'runId' | 'nodeId' | 'attempt'>): string =>
  `${runId}/${nodeId}@${attempt}`

/** An empty queue. */
export function createQueue(): Queue {
  const seqs = new Map<number, Place>()
  const attempts = new Map<string, Place>()
  const lanes = new Map<LaneId, Place[]>()
  const running = new Set<Place>()
  const blocked = new Set<Place>()

  const line = (lane: LaneId): Place[] => {
    const known = lanes.get(lane) ?? []
    lanes.set(lane, known)
    return known
  }
  /** Where a place is or belongs in its line. */
  const indexOf = (places: readonly Place[], place: Place): number => {
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = places[middle]
      if (other && before(other, place)) low = middle + 1
      else high = middle
    }
    return low
  }
  const enter = (place: Place) => {
    if (place.running) running.add(place)
    else {
      const places = line(place.job.lane)
      places.splice(indexOf(places, place), 0, place)
      if (place.blocked) blocked.add(place)
    }
  }
  const leave = (place: Place) => {
    running.delete(place)
    blocked.delete(place)
    if (place.running) return
    const places = line(place.job.lane)
    let at = indexOf(places, place)
    while (at < places.length && places[at] !== place) at++
    places.splice(at, 1)
  }
  return {
    blocked,
    add(place) {
      seqs.set(place.job.seq, place)
      attempts.set(attemptKey(place.job), place)
      enter(place)
    },
    remove(place) {
      leave(place)
      seqs.delete(place.job.seq)
      attempts.delete(attemptKey(place.job))
    },
    change(place, { job, ...change }) {
      leave(place)
      Object.assign(place, change)
      if (job) place.job = { ...place.job, ...job }
      enter(place)
    },
    bySeq: (seq) => seqs.get(seq),
    byAttempt: (job) => attempts.get(attemptKey(job)),
    all: () => [...seqs.values()],
    waiting: line,
    running: () => [...running].sort((a, b) => a.job.seq - b.job.seq),
    lanes: () => [...lanes.keys()],
    clear() {
      for (const all of [seqs, attempts, lanes, running, blocked]) all.clear()
    },
  }
}
