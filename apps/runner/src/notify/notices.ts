import { NoticeKind, type NotifyChannel, own } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import type { OpenNotice } from './timing.ts'

/** What there is to tell, as rows: seen once per channel, whatever dies in between. */
export interface Notices {
  /** Writes down what happened since the last look. Called inside a transaction. */
  look(channels: readonly NotifyChannel[], now: number): void
  open(channelId: string): OpenNotice[]
  /** These stand in a message now. */
  take(notices: readonly OpenNotice[], messageId: string): void
  /** Notes that something was told, under a key of its own; false when it was already. */
  once(channelId: string, key: string, messageId: string, now: number): boolean
  trim(before: number): void
}

/** What ends while a look goes on is stored a moment later, and seen by the next one. */
const overlapMs = 5000
const mark = 'notices_to'

/** Opens the notices of a store. */
export function openNotices(db: Database): Notices {
  const lookedTo = (now: number): number => {
    const value = db.get('SELECT value FROM meta WHERE key = ?', mark)?.value
    return value === undefined ? now : Number(value)
  }
  return {
    look(channels, now) {
      const setMark = () =>
        db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', mark, String(now))
      if (channels.length === 0) return void setMark()
      // Somebody may have set the clock back.
      const from = Math.min(lookedTo(now), now) - overlapMs
      const waiting = waitingRuns(db)
      const seen = [...endedRuns(db, from), ...waiting.map(asNotice), ...notStarted(db, from)]
      // What no longer waits may wait again, and is told again.
      const still = new Set(waiting.map(({ runId }) => runId))
      for (const { run_id } of db.all("SELECT DISTINCT run_id FROM notices WHERE kind = 'waits'"))
        if (!still.has(String(run_id)))
          db.run("DELETE FROM notices WHERE kind = 'waits' AND run_id = ?", String(run_id))
      for (const channel of channels)
        for (const one of seen)
          if (channel.enabled && one.at >= channel.createdAt && isTold(channel, one))
            db.run(
              `INSERT OR IGNORE INTO notices (channel_id, key, kind, run_id, recipe_id, seen_at)
               VALUES (?, ?, ?, ?, ?, ?)`,
              ...[channel.id, one.key, one.kind, one.runId, one.recipeId, now],
            )
      setMark()
    },
    open: (channelId) =>
      db
        .all('SELECT * FROM notices WHERE channel_id = ? AND message_id IS NULL ORDER BY seq', channelId)
        .map((row) => ({
          seq: Number(row.seq),
          kind: NoticeKind.parse(row.kind),
          recipeId: String(row.recipe_id),
          runId: typeof row.run_id === 'string' ? row.run_id : null,
          key: String(row.key),
          seenAt: Number(row.seen_at),
        })),
    take(notices, messageId) {
      for (const { seq } of notices) db.run('UPDATE notices SET message_id = ? WHERE seq = ?', messageId, seq)
    },
    once: (channelId, key, messageId, now) =>
      db.run(
        `INSERT OR IGNORE INTO notices (channel_id, key, kind, recipe_id, seen_at, message_id)
         VALUES (?, ?, 'finished', '', ?, ?)`,
        ...[channelId, key, now, messageId],
      ) > 0,
    trim: (before) =>
      void db.run(
        "DELETE FROM notices WHERE seen_at < ? AND message_id IS NOT NULL AND kind <> 'waits'",
        before,
      ),
  }
}

type Seen = Omit<OpenNotice, 'seq' | 'seenAt'> & { at: number }

function isTold({ rule, recipes }: NotifyChannel, { kind, recipeId }: Seen): boolean {
  const wanted = own(recipes, recipeId) ?? rule
  return wanted === 'always' || (wanted === 'trouble' && kind !== 'finished' && kind !== 'cancelled')
}

const kinds: Record<string, NoticeKind> = { succeeded: 'finished', failed: 'failed', cancelled: 'cancelled' }

const endedRuns = (db: Database, from: number): Seen[] =>
  db
    .all(
      `SELECT id, recipe_id, status, ended_at FROM runs
       WHERE parent_run IS NULL AND ended_at IS NOT NULL AND ended_at >= ? ORDER BY ended_at`,
      from,
    )
    .map(({ id, recipe_id, status, ended_at }) => ({
      key: `end:${id}`,
      kind: kinds[String(status)] ?? 'finished',
      runId: String(id),
      recipeId: String(recipe_id),
      at: Number(ended_at),
    }))

/** Runs that go no further without a person, with all that is inside them. */
function waitingRuns(db: Database): { runId: string; recipeId: string }[] {
  // Events from outside come by themselves; only people are told.
  const held = db.all(
    `SELECT DISTINCT run_id FROM steps WHERE held = 1 AND (status IN ('blocked', 'unknown')
       OR asks ->> 'for' = 'answer')`,
  )
  const parked = db.all('SELECT id AS run_id FROM runs WHERE parked = 1')
  const roots = new Set([...held, ...parked].map(({ run_id }) => String(run_id).split('/', 1)[0] ?? ''))
  return [...roots].flatMap((runId) => {
    const row = db.get(
      "SELECT recipe_id FROM runs WHERE id = ? AND status NOT IN ('succeeded', 'failed', 'cancelled', 'cancelling')",
      runId,
    )
    return row ? [{ runId, recipeId: String(row.recipe_id) }] : []
  })
}

/** Waiting lasts: whoever asks to be told hears of what waits already. */
const asNotice = ({ runId, recipeId }: { runId: string; recipeId: string }): Seen => ({
  ...{ key: `waits:${runId}`, kind: 'waits', runId, recipeId },
  at: Number.POSITIVE_INFINITY,
})

/** Firings of triggers that could not become a run. */
const notStarted = (db: Database, from: number): Seen[] =>
  db
    .all(
      `SELECT firings.seq, decided_at, recipe_id FROM firings JOIN triggers ON triggers.id = trigger_id
       WHERE outcome NOT IN ('soon', 'queued', 'starting', 'fired') AND outcome = 'failed' AND decided_at >= ?`,
      from,
    )
    .map(({ seq, decided_at, recipe_id }) => ({
      ...{ key: `firing:${seq}`, kind: 'notStarted' as const, runId: null },
      recipeId: String(recipe_id),
      at: Number(decided_at),
    }))
