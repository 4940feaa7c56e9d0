import { MailServer } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'

const key = 'mail_server'
const secret = 'notify.mail.password'

/** The mail server of a home, and its password apart from it. */
export interface MailSettings {
  server(): MailServer | null
  password(): string | null
  hasPassword(): boolean
  /** `password`: null takes it away, left out keeps it for the same server and user. */
  put(server: MailServer, password?: string | null): void
}

/** Opens the mail settings of a store. */
export function openMailSettings(db: Database, vault: Vault): MailSettings {
  const server = () => {
    const value = db.get('SELECT value FROM meta WHERE key = ?', key)?.value
    return value === undefined ? null : MailServer.parse(JSON.parse(String(value)))
  }
  return {
    server,
    password: () => vault.get(secret),
    hasPassword: () => vault.has(secret),
    put(next, password) {
      const before = server()
      db.tx(() => {
        db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(next))
        // A password never goes to a server that it was not entered for.
        const isOther = before?.host !== next.host || before.user !== next.user
        if (password === null || (password === undefined && isOther)) vault.remove(secret)
        else if (password !== undefined) vault.put(secret, password)
      })
    },
  }
}
