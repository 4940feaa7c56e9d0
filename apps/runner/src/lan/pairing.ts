import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Codes that let one device in, once. They live in memory only: a restart forgets them. */
export interface Pairing {
  /** A fresh code, good for five minutes, once; the one before holds no longer. */
  newCode(): { code: string; expiresAt: number }
  /** Uses a code up. `late`: too many tries in a minute, nothing was looked at. */
  take(code: string): 'right' | 'wrong' | 'late'
}

const codeMs = 5 * 60_000
const minuteMs = 60_000
const triesPerMinute = 10

/** Opens pairing; `now` gives epoch milliseconds. */
export function openPairing(now: () => number): Pairing {
  let open: { hash: Buffer; expiresAt: number } | null = null
  const tries: number[] = []
  return {
    newCode() {
      const code = randomBytes(16).toString('base64url')
      open = { hash: hashOf(code), expiresAt: now() + codeMs }
      return { code, expiresAt: open.expiresAt }
    },
    take(code) {
      while (tries.length > 0 && (tries[0] ?? 0) <= now() - minuteMs) tries.shift()
      if (tries.length >= triesPerMinute) return 'late'
      tries.push(now())
      if (!open || open.expiresAt <= now() || !timingSafeEqual(open.hash, hashOf(code))) return 'wrong'
      open = null
      return 'right'
    },
  }
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()
