import type { QueueService } from '@segue/api'
import type { LaneId, QueuedJob } from '@segue/protocol'
import { AppId } from '@segue/protocol'
import { appTitle } from '../bridges/failure.ts'
import type { Feed } from '../host/feed.ts'
import type { QueueRow, SqliteHost } from '../host/hostTypes.ts'
import { newest, type Pokes } from './newest.ts'

export interface QueueServiceOptions {
  host: Pick<SqliteHost, 'queue' | 'move' | 'runs'>
  feed: Feed
}

/** Nobody reads further down. */
const shown = 500

/** What waits for the lanes, and why. */
export function createQueueService({ host, feed }: QueueServiceOptions): QueueService {
  const pokes: Pokes = new Set()
  const poke = () => {
    for (const one of pokes) one()
  }
  feed.listen(({ change }) => {
    if (change.type === 'step' || change.type === 'head') poke()
  })
  const list = () => queued(host.queue().slice(0, shown), host)
  return {
    list: async () => list(),
    async move({ job, before }) {
      host.move(job, before)
      poke()
    },
    changes: (signal) => newest(pokes, list, signal),
  }
}

function queued(rows: readonly QueueRow[], host: Pick<SqliteHost, 'runs'>): QueuedJob[] {
  const holders = new Map<string, string>()
  const before = new Map<LaneId, number>()
  return rows.map((row) => {
    const { runId, nodeId, lane, locks, priority } = row.job
    const { recipeName, compiled } = host.runs.facts(runId)
    const stepName = compiled.plan.nodes.find((node) => node.nodeId === nodeId)?.name ?? nodeId
    const ahead = before.get(lane) ?? 0
    const taken = locks.find((lock) => holders.has(lock))
    const waitsFor = row.running
      ? null
      : (reasonOf(row) ??
        (taken === undefined ? place(ahead, lane) : `${taken} is taken by ${holders.get(taken)}`))
    if (row.running) for (const lock of locks) holders.set(lock, stepName)
    before.set(lane, ahead + 1)
    return { runId, nodeId, recipeName, stepName, lane, locks, priority, running: row.running, waitsFor }
  })
}

const reasonOf = ({ held, blocked }: QueueRow): string | null =>
  blocked?.message ?? (held ? 'its run is held' : null)

const place = (ahead: number, lane: LaneId): string | null => {
  if (ahead === 0) return null
  const app = AppId.safeParse(lane)
  const where = app.success ? appTitle(app.data) : lane === 'media' ? 'the media processes' : 'this machine'
  return `${ahead} before it in ${where}`
}
