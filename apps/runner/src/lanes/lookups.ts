import type { Cache, KnownStep, StepKey } from '../cache/cache.ts'
import type { Job, Values } from '../host/hostTypes.ts'

/** What is known of a waiting job. */
export interface Looked {
  step: KnownStep
  /** Null when it has none. */
  key: StepKey | null
}

/** Asks the cache for waiting jobs, before any lane is taken. */
export interface Lookups {
  /** What is known of a job, or null while it is being looked up. Starts looking when it is new. */
  of(job: Job): Looked | null
  /** Looks it up again when it is next asked for: its surroundings may have changed. */
  forget(job: Job): void
  /** Forgets jobs that are not among these. */
  keepOnly(jobs: readonly Job[]): void
}

export interface LookupOptions {
  cache: Cache
  stepOf(job: Job): KnownStep
  /** There is a result: the job needs no lane. */
  onHit(job: Job, found: Looked & { outputs: Values }): void
  /** There is none: the job may take its lane. */
  onMiss(): void
}

/** Opens the lookups of one dispatcher. */
export function createLookups({ cache, stepOf, onHit, onMiss }: LookupOptions): Lookups {
  const known = new Map<number, (Looked & { made?: true }) | 'looking'>()
  // Somebody else has made it meanwhile.
  cache.onKept((key) => {
    for (const [seq, found] of known)
      if (found !== 'looking' && found.key?.key === key && !found.step.node.fresh)
        known.set(seq, { ...found, made: true })
  })
  const look = async (job: Job, step: KnownStep): Promise<void> => {
    // What cannot be looked up runs, and says by itself what is wrong.
    const key = await cache.keyOf(step).catch(() => null)
    const found = key && !step.node.fresh ? await cache.find(key.key).catch(() => null) : null
    if (!known.has(job.seq)) return
    if (found) return onHit(job, { step, key, outputs: found.outputs })
    known.set(job.seq, { step, key })
    onMiss()
  }
  return {
    of(job) {
      const found = known.get(job.seq)
      if (found === 'looking') return null
      if (found && !found.made) return found
      const step = found?.step ?? stepOf(job)
      if (!step.node.cacheable) {
        const plain = { step, key: null }
        known.set(job.seq, plain)
        return plain
      }
      const key = step.node.fresh ? null : cache.missing(step)
      if (key) {
        const plain = { step, key }
        known.set(job.seq, plain)
        return plain
      }
      known.set(job.seq, 'looking')
      // Its run may be gone meanwhile, or the store full: who still wants it looks again.
      look(job, step).catch(() => void known.delete(job.seq))
      return null
    },
    forget: (job) => void known.delete(job.seq),
    keepOnly(jobs) {
      const there = new Set(jobs.map(({ seq }) => seq))
      for (const seq of known.keys()) if (!there.has(seq)) known.delete(seq)
    },
  }
}
