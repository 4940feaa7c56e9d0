import type { NodeViewState } from '@segue/engine'
import { Asks, Failure, ItemCount, isPausedAlone, SettledBy, StepStatus } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { createGenerations } from './generations.ts'

/** A step as stored: what its machine shows, and when that was. `outputs` is a hash. */
export interface StepRow extends Omit<NodeViewState, 'of' | 'nodeId'> {
  standIn: boolean
  startedAt: number | null
  endedAt: number | null
}

/** Rows of the table `steps`. Written once per commit, however often they changed in it. */
export interface StepRows {
  find(runId: string, nodeId: string): StepRow | null
  /** Takes what the node's machine shows. */
  show(runId: string, view: NodeViewState, now: number): void
  usedStandIn(runId: string, nodeId: string): void
  /** Cancels what has not settled of a run, whatever its machines say. */
  cancelAll(runId: string, now: number): void
  /** Child runs of which a step was held or let go, since the last call. */
  heldMoves(): ReadonlySet<string>
  flush(): void
  forget(): void
}

const cached = 4000
export const settledSteps: ReadonlySet<StepStatus> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])

const parsed = <T>(text: unknown, schema: { parse(value: unknown): T }): T | null =>
  typeof text === 'string' ? schema.parse(JSON.parse(text)) : null
const json = (value: unknown): string | null => (value ? JSON.stringify(value) : null)
const timeOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Reads a row of the table `steps`. */
export function readStep(row: Record<string, unknown>): StepRow {
  return {
    status: StepStatus.parse(row.status),
    settledBy: SettledBy.nullable().parse(row.settled_by),
    reason: typeof row.reason === 'string' ? row.reason : null,
    attempt: Number(row.attempt),
    outputs: typeof row.outputs === 'string' ? row.outputs : null,
    failure: parsed(row.failure, Failure),
    asks: parsed(row.asks, Asks),
    items: parsed(row.items, ItemCount),
    standIn: row.stand_in === 1,
    startedAt: timeOf(row.started_at),
    endedAt: timeOf(row.ended_at),
  }
}

/** The topic that a step waits for an event of. */
const topicOf = ({ status, asks }: StepRow): string | null =>
  asks?.for === 'event' && !settledSteps.has(status) ? asks.topic : null

/** Whether a step goes no further without a person or an event. */
const isHeld = (row: Pick<StepRow, 'status' | 'reason' | 'asks'> | null): boolean =>
  row !== null &&
  (row.status === 'blocked' ||
    row.status === 'unknown' ||
    isPausedAlone(row) ||
    (!settledSteps.has(row.status) && (row.asks?.for === 'answer' || row.asks?.for === 'event')))

const upsert = `INSERT INTO steps (run_id, node_id, status, settled_by, reason, attempt, outputs, failure, asks, items,
    topic, held, started_at, ended_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (run_id, node_id) DO UPDATE SET status = excluded.status, settled_by = excluded.settled_by,
    reason = excluded.reason, attempt = excluded.attempt, outputs = excluded.outputs, failure = excluded.failure,
    asks = excluded.asks, items = excluded.items, topic = excluded.topic, held = excluded.held,
    started_at = excluded.started_at, ended_at = excluded.ended_at`

/** Opens the steps of a store. */
export function openStepRows(db: Database): StepRows {
  const cache = createGenerations<StepRow>(cached)
  const changed = new Map<string, { runId: string; nodeId: string; row: StepRow }>()
  let moved = new Set<string>()
  const keyOf = (runId: string, nodeId: string) => `${runId}/${nodeId}`

  const find = (runId: string, nodeId: string): StepRow | null => {
    const key = keyOf(runId, nodeId)
    const known = changed.get(key)?.row ?? cache.get(key)
    if (known) return known
    const row = db.get('SELECT * FROM steps WHERE run_id = ? AND node_id = ?', runId, nodeId)
    if (!row) return null
    const read = readStep(row)
    cache.set(key, read)
    return read
  }
  const flush = () => {
    for (const [key, { runId, nodeId, row }] of changed) {
      db.run(
        upsert,
        runId,
        nodeId,
        row.status,
        row.settledBy,
        row.reason,
        row.attempt,
        row.outputs,
        json(row.failure),
        json(row.asks),
        json(row.items),
        topicOf(row),
        Number(isHeld(row)),
        row.startedAt,
        row.endedAt,
      )
      cache.set(key, row)
    }
    changed.clear()
  }
  const forget = () => {
    changed.clear()
    cache.clear()
  }
  const noteMove = (runId: string) => {
    if (runId.includes('/')) moved.add(runId)
  }
  return {
    find,
    show(runId, { of: _, nodeId, ...view }, now) {
      const before = find(runId, nodeId)
      const row: StepRow = {
        ...view,
        asks: view.asks ?? null,
        items: view.items ?? null,
        standIn: before?.standIn ?? false,
        startedAt: before?.startedAt ?? (view.status === 'running' ? now : null),
        endedAt: settledSteps.has(view.status) ? now : null,
      }
      changed.set(keyOf(runId, nodeId), { runId, nodeId, row })
      if (isHeld(before) || isHeld(row)) noteMove(runId)
    },
    usedStandIn(runId, nodeId) {
      db.run('UPDATE steps SET stand_in = 1 WHERE run_id = ? AND node_id = ?', runId, nodeId)
      const known = cache.get(keyOf(runId, nodeId))
      if (known) cache.set(keyOf(runId, nodeId), { ...known, standIn: true })
    },
    flush,
    cancelAll(runId, now) {
      flush()
      db.run(
        `UPDATE steps SET status = 'cancelled', reason = 'The run was cancelled', asks = NULL, topic = NULL, held = 0,
           ended_at = ?
         WHERE run_id = ? AND status NOT IN ('succeeded', 'failed', 'skipped', 'cancelled')`,
        now,
        runId,
      )
      forget()
      noteMove(runId)
    },
    heldMoves() {
      const since = moved
      moved = new Set()
      return since
    },
    forget,
  }
}
