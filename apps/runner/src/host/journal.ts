import type { EngineEvent } from '@segue/engine'
import { type LogLine, NodeId } from '@segue/protocol'
import type { Database } from '../store/database.ts'

const insert =
  'INSERT INTO journal (run_id, actor, at, kind, data, effect_id, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?)'

/** An event as it was handled. `effectId` names the effect, or the outside word, that it comes from. */
export interface Handled {
  runId: string
  actor: string
  at: number
  event: EngineEvent
  effectId: string
  rowHash: string
}

/** Adds an event to a run's journal. */
export function writeEvent(db: Database, { runId, actor, at, event, effectId, rowHash }: Handled): void {
  db.run(insert, runId, actor, at, 'event', JSON.stringify(event), effectId, rowHash)
}

/** A line for people. */
export interface Note {
  runId: string
  actor: string
  at: number
  level: LogLine['level']
  text: string
}

/** Adds a line for people to a run's journal. */
export function writeNote(db: Database, { runId, actor, at, level, text }: Note): void {
  db.run(insert, runId, actor, at, 'note', JSON.stringify({ level, text }), null, null)
}

/** The newest lines for people, oldest of them first. */
export function notesOf(db: Database, runId: string): LogLine[] {
  const rows = db.all(
    "SELECT actor, at, data FROM journal WHERE run_id = ? AND kind = 'note' ORDER BY seq DESC LIMIT 500",
    runId,
  )
  return rows.reverse().map(({ actor, at, data }) => {
    const { level, text } = JSON.parse(String(data))
    return { at: Number(at), nodeId: nodeIn(String(actor), runId), level, text }
  })
}

const nodeIn = (actor: string, runId: string): string | null =>
  NodeId.safeParse(actor.slice(runId.length + 1)).data ?? null
