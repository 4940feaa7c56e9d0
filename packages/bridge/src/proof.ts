import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export type Role = 'bridge' | 'runner'
export interface Nonces {
  bridge: string
  runner: string
}

/** 32 random bytes as hex. */
export function makeNonce(): string {
  return randomBytes(32).toString('hex')
}

/** How `role` shows that it holds the bridge key: HMAC-SHA256 over the role and both nonces, as hex. */
export function makeProof(key: Uint8Array, role: Role, nonces: Nonces): string {
  return createHmac('sha256', key).update(`${role}:${nonces.bridge}:${nonces.runner}`).digest('hex')
}

/** Whether `proof` is right, compared in constant time. */
export function isProof(proof: string, key: Uint8Array, role: Role, nonces: Nonces): boolean {
  const given = Buffer.from(proof)
  const wanted = Buffer.from(makeProof(key, role, nonces))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
