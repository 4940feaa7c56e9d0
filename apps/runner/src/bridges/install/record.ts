import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AppId } from '@segue/protocol'
import { z } from 'zod'

const Record = z.strictObject({ folders: z.array(z.string()), files: z.array(z.string()) })
/** What was installed: absolute paths. */
export type InstallRecord = z.infer<typeof Record>

const place = (home: string, app: AppId): string => join(home, 'bridges', `${app}-installed.json`)

/** What Segue has installed for an application; null when nothing. */
export function readRecord(home: string, app: AppId): InstallRecord | null {
  try {
    return Record.parse(JSON.parse(readFileSync(place(home, app), 'utf8')))
  } catch {
    return null
  }
}

/** Remembers what is installed, or that nothing is. */
export function writeRecord(home: string, app: AppId, record: InstallRecord | null): void {
  const file = place(home, app)
  if (record === null) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(record), { mode: 0o600 })
}
