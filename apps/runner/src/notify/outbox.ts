import { type Failure, NotifyMessage } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { retryAfterMs } from './timing.ts'

/** Messages on their way. One that is handed over and not yet written down as such goes again, under the same id. */
export interface Outbox {
  add(message: NotifyMessage, now: number): void
  /** Not settled, oldest first; of one channel, or all. */
  open(channelId?: string): { message: NotifyMessage; nextAt: number }[]
  /** When the channel's last message was made, or null. */
  lastAt(channelId: string): number | null
  /** It has arrived, or nobody wants it any more. */
  settle(id: string): void
  /** It did not arrive; `again`: it is tried again. */
  failed(id: string, again: boolean, now: number): void
  trim(before: number): void
}

/** Opens the outbox of a store. */
export function openOutbox(db: Database): Outbox {
  return {
    add: (message, now) =>
      void db.run(
        'INSERT INTO messages (id, channel_id, body, made_at, next_at) VALUES (?, ?, ?, ?, ?)',
        ...[message.id, message.channelId, JSON.stringify(message), now, now],
      ),
    open: (channelId) =>
      db
        .all('SELECT body, next_at, channel_id FROM messages WHERE next_at IS NOT NULL ORDER BY made_at, id')
        .filter((row) => channelId === undefined || row.channel_id === channelId)
        .map(({ body, next_at }) => ({
          message: NotifyMessage.parse(JSON.parse(String(body))),
          nextAt: Number(next_at),
        })),
    lastAt(channelId) {
      const at = db.get('SELECT max(made_at) AS at FROM messages WHERE channel_id = ?', channelId)?.at
      return typeof at === 'number' ? at : null
    },
    settle: (id) => void db.run('UPDATE messages SET next_at = NULL WHERE id = ?', id),
    failed(id, again, now) {
      const attempts = Number(db.get('SELECT attempts FROM messages WHERE id = ?', id)?.attempts ?? 0) + 1
      const wait = again ? retryAfterMs(attempts) : null
      db.run(
        'UPDATE messages SET attempts = ?, next_at = ? WHERE id = ?',
        ...[attempts, wait === null ? null : now + wait, id],
      )
    },
    trim: (before) => void db.run('DELETE FROM messages WHERE made_at < ? AND next_at IS NULL', before),
  }
}

/** Whether the same message may arrive later. */
export const mayPass = ({ kind }: Failure): boolean => kind === 'transient' || kind === 'environment'
