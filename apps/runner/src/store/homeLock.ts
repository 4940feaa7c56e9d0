import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@segue/protocol'
import { z } from 'zod'
import type { Home } from '../config/home.ts'

/** Who owns a home right now. `port` is null for a one-off run from the command line. */
export const Owner = z.object({ pid: z.number().int(), port: z.number().int().nullable() })
export type Owner = z.infer<typeof Owner>

/** Holds a home for one process. */
export interface HomeLock {
  /** Writes down where this owner answers, for the command line. */
  announce(port: number | null): void
  release(): void
}

/**
 * Takes a home for this process. The lock is an open SQLite transaction, so it ends with the process however that
 * ends. Fails with `home.busy`, naming the owner.
 */
export function lockHome(home: Home): HomeLock {
  const db = new DatabaseSync(home.lock, { timeout: 0 })
  try {
    db.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    db.close()
    const owner = readOwner(home)
    throw fail({
      code: 'home.busy',
      message: `${home.root} is in use by ${owner ? `process ${owner.pid}` : 'another Segue'}.`,
      hint: owner?.port
        ? `Open http://127.0.0.1:${owner.port}, or stop that runner first.`
        : 'Wait until it is done, or give another --home.',
      kind: 'environment',
    })
  }
  return {
    announce: (port) =>
      writeFileSync(home.owner, JSON.stringify({ pid: process.pid, port }), { mode: 0o600 }),
    release: () => {
      rmSync(home.owner, { force: true })
      db.close()
    },
  }
}

/** The owner a home names, or null. Says nothing about whether it still lives. */
export function readOwner(home: Home): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(home.owner, 'utf8')))
  } catch {
    return null
  }
}
