import { Failure } from '@segue/protocol'
import { below } from '../host/actors.ts'
import { readStep } from '../host/stepRows.ts'
import type { Database } from '../store/database.ts'

/** What a run asks a person, or what keeps it from going on; null when it needs nobody. */
export function whatWaits(db: Database, runId: string): { words: string; hint: string } | null {
  const row = db.get(
    `SELECT * FROM steps WHERE held = 1 AND (run_id = ? OR (run_id > ? AND run_id < ?))
       AND (status IN ('blocked', 'unknown') OR asks ->> 'for' = 'answer') ORDER BY run_id, node_id LIMIT 1`,
    ...[runId, ...below(runId)],
  )
  if (!row) return whyParked(db, runId)
  const { asks, reason, failure } = readStep(row)
  if (asks?.for === 'answer') return { words: asks.question, hint: '' }
  return { words: failure?.message ?? reason ?? 'A step goes no further.', hint: failure?.hint ?? '' }
}

function whyParked(db: Database, runId: string): { words: string; hint: string } | null {
  const parked = db.get('SELECT failures FROM runs WHERE id = ? AND parked = 1', runId)
  if (!parked) return null
  const [why] = Failure.array().parse(JSON.parse(String(parked.failures)))
  return { words: why?.message ?? 'It was set aside.', hint: why?.hint ?? '' }
}
