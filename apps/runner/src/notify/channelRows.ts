import { Failure, fail, NotifyChannel } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** A channel as it is stored. */
export interface StoredChannel {
  channel: NotifyChannel
  /** Why its last message did not arrive. */
  failure: Failure | null
  sentAt: number | null
}

/** Channels in the store. */
export interface ChannelRows {
  all(): StoredChannel[]
  find(id: string): StoredChannel | null
  /** Fails with `notify.unknown`. */
  get(id: string): StoredChannel
  put(channel: NotifyChannel): void
  /** Its last message arrived (null) or did not. */
  told(id: string, failure: Failure | null, at: number): void
  /** With what it was still to tell. */
  remove(id: string): void
}

/** Opens the channels of a store. */
export function openChannelRows(db: Database): ChannelRows {
  const find = (id: string) => {
    const row = db.get('SELECT * FROM notify_channels WHERE id = ?', id)
    return row ? read(row) : null
  }
  return {
    find,
    all: () => db.all('SELECT * FROM notify_channels ORDER BY rowid').map(read),
    get(id) {
      const found = find(id)
      if (found) return found
      throw fail({
        code: 'notify.unknown',
        message: `There is no notification ${id}.`,
        hint: 'It may have been removed. `segue notify list` lists them.',
        kind: 'input',
      })
    },
    put: (channel) =>
      void db.run(
        `INSERT INTO notify_channels (id, document) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET document = excluded.document, failure = NULL`,
        channel.id,
        JSON.stringify(channel),
      ),
    told: (id, failure, at) =>
      void (failure
        ? db.run('UPDATE notify_channels SET failure = ? WHERE id = ?', JSON.stringify(failure), id)
        : db.run('UPDATE notify_channels SET failure = NULL, sent_at = ? WHERE id = ?', at, id)),
    remove(id) {
      for (const table of ['notices', 'messages']) db.run(`DELETE FROM ${table} WHERE channel_id = ?`, id)
      db.run('DELETE FROM notify_channels WHERE id = ?', id)
    },
  }
}

const read = (row: Record<string, unknown>): StoredChannel => ({
  channel: NotifyChannel.parse(JSON.parse(String(row.document))),
  failure: row.failure === null ? null : Failure.parse(JSON.parse(String(row.failure))),
  sentAt: typeof row.sent_at === 'number' ? row.sent_at : null,
})
