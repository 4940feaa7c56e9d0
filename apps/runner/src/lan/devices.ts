import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Device, fail } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** Paired devices in the store: of a token only its hash. */
export interface Devices {
  /** Last seen first. */
  list(): Device[]
  /** Lets a device in. The key (`<id>.<token>`) is told once and kept nowhere. */
  add(name: string): { device: Device; key: string }
  /** Whose key this is; null for nobody's, or one that was revoked. Notes that the device was seen. */
  find(key: string): Device | null
  /** Fails with `device.unknown`. */
  revoke(id: string): void
  /** Hears of every device that is revoked. Returns the way to stop. */
  onRevoked(listener: (id: string) => void): () => void
}

const seenEveryMs = 60_000
const columns = 'id, name, paired_at AS pairedAt, seen_at AS seenAt'

/** Opens the devices of a store; `now` gives epoch milliseconds. */
export function openDevices(db: Database, now: () => number): Devices {
  const listeners = new Set<(id: string) => void>()
  const list = () =>
    db.all(`SELECT ${columns} FROM devices ORDER BY seen_at DESC, id`).map((row) => Device.parse(row))
  return {
    list,
    add(wanted) {
      const names = new Set(list().map(({ name }) => name))
      const id = `dev_${randomBytes(9).toString('base64url')}`
      const token = randomBytes(32).toString('base64url')
      const device = { id, name: freeName(wanted, names), pairedAt: now(), seenAt: now() }
      db.run(
        'INSERT INTO devices (id, name, token_hash, paired_at, seen_at) VALUES (?, ?, ?, ?, ?)',
        ...[id, device.name, hashOf(token).toString('hex'), device.pairedAt, device.seenAt],
      )
      return { device, key: `${id}.${token}` }
    },
    find(key) {
      const [id = '', token = ''] = key.split('.')
      const row = db.get(`SELECT ${columns}, token_hash FROM devices WHERE id = ?`, id)
      if (!row || !timingSafeEqual(Buffer.from(String(row.token_hash), 'hex'), hashOf(token))) return null
      const device = Device.parse(row)
      if (now() - device.seenAt >= seenEveryMs)
        db.run('UPDATE devices SET seen_at = ? WHERE id = ?', now(), id)
      return device
    },
    revoke(id) {
      if (db.run('DELETE FROM devices WHERE id = ?', id) === 0)
        throw fail({
          code: 'device.unknown',
          message: `No device ${id} is paired.`,
          hint: 'Look at the list again: it may have been removed already.',
          kind: 'input',
        })
      for (const listener of listeners) listener(id)
    },
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

function freeName(wanted: string, names: ReadonlySet<string>): string {
  if (!names.has(wanted)) return wanted
  let number = 2
  while (names.has(`${wanted} (${number})`)) number++
  return `${wanted} (${number})`
}
