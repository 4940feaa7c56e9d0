import type { Failure } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { lineOf } from './actors.ts'
import type { Clock } from './clock.ts'

/** Crashes without progress in between after which a run is set aside. */
const maxCrashes = 3
/** How long a run that may be to blame runs alone before it counts as innocent. */
const trialMs = 1000

/** Failure of a run that keeps taking the runner down. */
export const crashedRunner: Failure = {
  code: 'run.crashed_runner',
  message: `Segue died ${maxCrashes} times in a row while it worked on this run, so it is set aside.`,
  hint: 'Look at the last step that ran. Retry it when the cause is found, or cancel the run.',
  severity: 'error',
  kind: 'bug',
}

/**
 * Who may be to blame when a runner dies. After one crash everything goes on; after a second one the runs that were
 * active both times go on one by one, so that the next crash has one culprit; after a third it is set aside.
 */
export interface Crashes {
  /**
   * Right after opening, inside a transaction: counts, and returns the runs that crashed the runner too often.
   * `open` are all that are not over, `active` those of them that were at work.
   */
  count(runs: { open: readonly string[]; active: Iterable<string> }): string[]
  /** Whether this run's jobs must wait because another one is on trial, or because it is guilty. */
  holds(runId: string): boolean
  /**
   * Whether steps of this run may be computed inside a commit. Not of one that an earlier process left when it died:
   * what begins in a commit that never came to be leaves no trace, and could not be found to be the culprit.
   */
  trusts(runId: string): boolean
  /** The run has come further. Called inside a transaction. */
  progressed(runId: string): void
  /**
   * Starts the trials, inside a transaction. `later` stores something with the next commit, after which jobs that
   * may start are offered.
   */
  begin(later: (work: () => void) => void): void
  /** Notes a clean stop. Called inside a transaction. */
  leave(): void
  stop(): void
}

/** Opens the count of crashes in a store. */
export function openCrashes(db: Database, clock: Clock): Crashes {
  const suspects = new Set<string>()
  const guilty = new Set<string>()
  const left = new Set<string>()
  let later: (work: () => void) => void = () => {}
  let callOff = () => {}
  const meta = (key: string) => db.get('SELECT value FROM meta WHERE key = ?', key)?.value
  const put = (key: string, value: string) =>
    db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value)
  const onTrial = (): string | undefined => suspects.values().next().value

  const progressOf = (runId: string): number =>
    Number(
      db.get(
        `SELECT (SELECT count(*) FROM marks WHERE run_id = ?1) + (SELECT count(*) FROM steps WHERE run_id = ?1
           AND status IN ('succeeded', 'failed', 'skipped', 'cancelled')) AS n`,
        runId,
      )?.n,
    )

  const tryNext = () => {
    callOff()
    const run = onTrial()
    put('trying', run ?? '')
    callOff =
      run === undefined ? () => {} : clock.alarm(clock.now() + trialMs, () => later(() => acquit(run)))
  }
  const acquit = (runId: string) => {
    const wasOnTrial = onTrial() === runId
    if (suspects.delete(runId) && wasOnTrial) tryNext()
  }
  return {
    count({ open, active }) {
      const clean = meta('clean') !== '0'
      const trying = String(meta('trying') ?? '')
      put('clean', '0')
      if (clean) return []
      for (const runId of open) left.add(runId)
      for (const runId of active) {
        const run = db.get('SELECT crashes, progress FROM runs WHERE id = ?', runId)
        if (!run) continue
        const progress = progressOf(runId)
        const before = progress > Number(run.progress) ? 0 : Number(run.crashes)
        const innocent = trying !== '' && trying !== runId && before >= maxCrashes - 1
        const crashes = innocent ? before : before + 1
        db.run('UPDATE runs SET crashes = ?, progress = ? WHERE id = ?', crashes, progress, runId)
        if (crashes >= maxCrashes) guilty.add(runId)
        else if (crashes === maxCrashes - 1) suspects.add(runId)
      }
      return [...guilty]
    },
    holds: (runId) => guilty.has(runId) || (suspects.has(runId) && onTrial() !== runId),
    trusts: (runId) => left.size === 0 || !lineOf(runId).some((id) => left.has(id)),
    progressed: acquit,
    begin(store) {
      guilty.clear()
      later = store
      if (suspects.size > 0 || meta('trying')) tryNext()
    },
    leave: () => void put('clean', '1'),
    stop: () => callOff(),
  }
}
