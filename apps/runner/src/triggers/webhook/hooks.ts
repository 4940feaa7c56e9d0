import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Vault } from '../../vault/vault.ts'

/** Addresses and signing keys of webhooks. */
export interface Hooks {
  /** The address of a webhook; it has one from its first look on. */
  urlOf(id: string): string
  /** Whether this is the secret part of its address; takes as long for any wrong one. */
  opens(id: string, secret: string): boolean
  renew(id: string): void
  sign(id: string, key: string): void
  /** Null: nobody gave one yet. */
  signingKey(id: string): string | null
  /** Forgets both. */
  remove(id: string): void
}

/** Path before the id of a trigger and the secret. */
export const hooksPath = '/hooks/'

const addressOf = (id: string) => `trigger.${id}.address`
const signingOf = (id: string) => `trigger.${id}.signing`
const digest = (text: string) => createHash('sha256').update(text).digest()

/** Opens the hooks of a home; `origin` is where the runner answers: `http://127.0.0.1:4400`. */
export function openHooks(vault: Vault, origin: string): Hooks {
  const renew = (id: string): string => {
    const secret = randomBytes(24).toString('base64url')
    vault.put(addressOf(id), secret)
    return secret
  }
  return {
    urlOf: (id) => `${origin}${hooksPath}${id}/${vault.get(addressOf(id)) ?? renew(id)}`,
    opens(id, secret) {
      const kept = vault.get(addressOf(id))
      return timingSafeEqual(digest(secret), digest(kept ?? '')) && kept !== null
    },
    renew: (id) => void renew(id),
    sign: (id, key) => vault.put(signingOf(id), key),
    signingKey: (id) => vault.get(signingOf(id)),
    remove(id) {
      vault.remove(addressOf(id))
      vault.remove(signingOf(id))
    },
  }
}
