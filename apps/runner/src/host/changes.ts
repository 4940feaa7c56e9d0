import { NodeId } from '@segue/protocol'
import type { Caused, Stop } from './effects.ts'
import type { Feed } from './feed.ts'
import type { Job } from './hostTypes.ts'
import type { Note } from './journal.ts'
import type { RunTable } from './runTable.ts'

/** What one commit changed, as far as others hear of it afterwards. */
export interface Changes {
  /** A run or a step shows something else now. */
  shows(runId: string, nodeId: string | null): void
  caused(caused: Caused): void
  /** These jobs are noted as running, or have been computed. */
  began(jobs: { running: readonly Job[]; computed: readonly Job[] }): void
  /** Tells the feed, in the order in which it happened last; returns what the lanes must do. */
  publish(feed: Feed, table: RunTable): Turns
}

/** What a commit means for the lanes, once it is on disk. */
export interface Turns {
  /** Attempts that must stop. */
  stop: readonly Stop[]
  /** Jobs that are noted as running, and now may. */
  begin: readonly Job[]
  /** Jobs that were computed in it. */
  computed: readonly Job[]
}

/** Nothing changed yet. */
export function createChanges(): Changes {
  const shown = new Map<string, { runId: string; nodeId: string | null }>()
  const notes: Note[] = []
  const stop: Stop[] = []
  const begin: Job[] = []
  const computed: Job[] = []
  return {
    shows(runId, nodeId) {
      const key = nodeId === null ? runId : `${runId}/${nodeId}`
      shown.delete(key)
      shown.set(key, { runId, nodeId })
    },
    caused(caused) {
      stop.push(...caused.stops)
      notes.push(...caused.notes)
    },
    began(jobs) {
      begin.push(...jobs.running)
      computed.push(...jobs.computed)
    },
    publish(feed, table) {
      for (const { runId, nodeId } of shown.values())
        feed.publish(
          runId,
          nodeId === null
            ? { type: 'head', head: table.head(runId) }
            : { type: 'step', step: table.step(runId, nodeId) },
        )
      for (const { runId, actor, at, level, text } of notes) {
        const nodeId = NodeId.safeParse(actor.slice(runId.length + 1)).data ?? null
        feed.publish(runId, { type: 'log', line: { at, nodeId, level, text } })
      }
      return { stop, begin, computed }
    },
  }
}
