import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AppId } from '@segue/protocol'

/**
 * The key of an application's bridge: 32 bytes, made once and kept in a file that only its owner can read. It stays
 * the same over restarts, so that a bridge can come back to the next runner.
 */
export function bridgeKey(home: string, app: AppId): Buffer {
  const path = join(home, 'secret', `bridge-${app}.key`)
  return read(path) ?? make(path)
}

function read(path: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  } catch (error) {
    if (isError(error, 'ENOENT')) return null
    throw error
  }
}

/** Makes the key, unless somebody else is quicker. */
function make(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!isError(error, 'EEXIST')) throw error
  }
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
}

const isError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
