import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Sign-in codes and browser sessions. Sessions are signed, so that a restart of the runner keeps them. */
export interface Sessions {
  /** A fresh code: good for ten minutes, once. */
  newCode(): string
  /** Trades a code for a `Set-Cookie` value, or null when the code is used, old or wrong. */
  signIn(code: string): string | null
  hasSession(cookie: string | undefined): boolean
  hasToken(authorization: string | undefined): boolean
}

const codeMs = 10 * 60_000
const sessionSec = 30 * 24 * 3600
const triesPerMinute = 20

export interface SessionOptions {
  key: Buffer
  token: Buffer
  port: number
  now(): number
}

/** `key` signs cookies; `token` is what command line tools send as a bearer. */
export function createSessions({ key, token, port, now }: SessionOptions): Sessions {
  const codes = new Map<string, number>()
  const tries: number[] = []
  const name = `segue_${port}`
  const mac = (text: string) => createHmac('sha256', key).update(`session:${text}`).digest('hex')
  const equal = (a: string, b: string) => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)]
    return left.length === right.length && timingSafeEqual(left, right)
  }
  return {
    newCode() {
      const code = randomBytes(16).toString('base64url')
      codes.set(code, now() + codeMs)
      return code
    },
    signIn(code) {
      while (tries.length > 0 && (tries[0] ?? 0) < now() - 60_000) tries.shift()
      if (tries.length >= triesPerMinute) return null
      tries.push(now())
      const good = [...codes].find(([known, until]) => equal(known, code) && until > now())
      if (!good) return null
      codes.delete(good[0])
      tries.pop()
      const body = `${Math.floor(now() / 1000) + sessionSec}.${randomBytes(16).toString('hex')}`
      return `${name}=${body}.${mac(body)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${sessionSec}`
    },
    hasSession(cookie) {
      const value = cookie
        ?.split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${name}=`))
        ?.slice(name.length + 1)
      const [until = '', nonce = '', signature = ''] = value?.split('.') ?? []
      return equal(signature, mac(`${until}.${nonce}`)) && Number(until) * 1000 > now()
    },
    hasToken: (authorization) => equal(authorization ?? '', `Bearer ${token.toString('hex')}`),
  }
}
