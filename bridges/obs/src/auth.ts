import { createHash } from 'node:crypto'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

/** The proof that OBS asks for in its Hello, so that the password itself never travels. */
export const proofOf = (password: string, { salt, challenge }: { salt: string; challenge: string }): string =>
  sha256(sha256(password + salt) + challenge)
