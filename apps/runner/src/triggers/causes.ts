import type { RunHead } from '@segue/protocol'
import type { Feed } from '../host/feed.ts'
import { listen } from '../services/listen.ts'
import type { Database } from '../store/database.ts'
import type { Firings } from './firings.ts'

export interface CausesOptions {
  db: Database
  firings: Pick<Firings, 'behind'>
  feed: Feed
  head(runId: string): RunHead
}

/** What runs come from, and when they are over. */
export interface Causes {
  /** Runs of a recipe, without those inside others, that ended after a moment (epoch milliseconds), oldest first. */
  endedSince(recipeId: string, since: number): RunHead[]
  /** Whether a run comes, over whatever runs before it, from a firing of this trigger. */
  comesFrom(runId: string, triggerId: string): boolean
  /** The run when it has ended; null when the signal aborts first. */
  ended(runId: string, signal: AbortSignal): Promise<RunHead | null>
}

/** Longer chains of recipes that start one another count as a circle. */
const longestChain = 16

/** Opens them over a store. */
export function openCauses({ db, firings, feed, head }: CausesOptions): Causes {
  return {
    endedSince: (recipeId, since) =>
      db
        .all(
          `SELECT id FROM runs WHERE recipe_id = ? AND parent_run IS NULL AND ended_at > ? ORDER BY ended_at, id`,
          recipeId,
          since,
        )
        .map(({ id }) => head(String(id))),
    comesFrom(runId, triggerId) {
      let cause = firings.behind(runId)
      for (let steps = 0; cause && steps < longestChain; steps++) {
        if (cause.triggerId === triggerId) return true
        if (!cause.key.startsWith('run:')) return false
        cause = firings.behind(cause.key.slice('run:'.length))
      }
      return cause !== null
    },
    async ended(runId, signal) {
      const changes = listen(feed, signal, (item) => item.runId === runId && item.change.type === 'head')
      for (let now = find(head, runId); !signal.aborted; now = find(head, runId)) {
        if (now && now.endedAt !== null) return now
        await changes.next()
      }
      return null
    },
  }
}

/** A run that was promised may not be there yet. */
function find(head: (runId: string) => RunHead, runId: string): RunHead | null {
  try {
    return head(runId)
  } catch {
    return null
  }
}
