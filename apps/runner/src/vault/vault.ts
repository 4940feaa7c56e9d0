import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fail } from '@segue/protocol'
import { readSecret } from '../server/secrets.ts'
import type { Database } from '../store/database.ts'

/** Passwords and keys of other services. Only code that calls them reads one; no door gives one out. */
export interface Vault {
  /** Keeps a text under a name, in place of what was there. `name` is up to its user: `notify.mail.password`. */
  put(name: string, text: string): void
  /** Null when nothing has this name. Fails with `vault.locked` when the key that it was kept with is gone. */
  get(name: string): string | null
  has(name: string): boolean
  remove(name: string): void
}

/**
 * Opens the vault of a store: AES-256-GCM under a key in a file of its own (0600), so that a copy of the store alone
 * tells nothing. The name goes into the seal: a value that is moved under another name cannot be read. The key is made
 * when the first secret comes.
 */
export function openVault(db: Database, keyFile: string): Vault {
  const locked = (name: string) =>
    fail({
      code: 'vault.locked',
      message: `The secret “${name}” cannot be read: the key of this home's secrets is not the one it was kept with.`,
      hint: `Bring back ${keyFile}, or enter the secret anew.`,
      kind: 'environment',
    })
  return {
    put(name, text) {
      const key = readSecret(keyFile)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(name))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      db.run(
        `INSERT INTO secrets (name, key_id, nonce, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (name)
         DO UPDATE SET key_id = excluded.key_id, nonce = excluded.nonce, sealed = excluded.sealed`,
        ...[name, idOf(key), nonce, sealed],
      )
    },
    get(name) {
      const row = db.get('SELECT * FROM secrets WHERE name = ?', name)
      if (!row) return null
      const { key_id, nonce, sealed } = row
      if (!existsSync(keyFile) || !(nonce instanceof Uint8Array) || !(sealed instanceof Uint8Array))
        throw locked(name)
      const key = readSecret(keyFile)
      if (idOf(key) !== key_id) throw locked(name)
      try {
        const open = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
        open.setAAD(Buffer.from(name))
        open.setAuthTag(sealed.subarray(-tagBytes))
        return Buffer.concat([open.update(sealed.subarray(0, -tagBytes)), open.final()]).toString('utf8')
      } catch {
        throw locked(name)
      }
    },
    has: (name) => db.get('SELECT 1 FROM secrets WHERE name = ?', name) !== undefined,
    remove: (name) => void db.run('DELETE FROM secrets WHERE name = ?', name),
  }
}

const tagBytes = 16

/** Says which key it was without telling anything of it. */
const idOf = (key: Buffer): string =>
  createHash('sha256').update('segue vault key ').update(key).digest('hex').slice(0, 16)
