import { type Failure, type FailureError, fail } from '@segue/protocol'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); extended ones keep them in their low byte. */
const codes = { busy: 5, locked: 6, io: 10, corrupt: 11, full: 13, notADatabase: 26 } as const

/** What stands in the way of the store; `passes` when trying again later may help. */
export interface StoreTrouble {
  code: 'store.full' | 'store.busy' | 'store.damaged' | 'store.taken'
  passes: boolean
  /** As a failure for a person; names the file. */
  error(file: string): FailureError
}

/** Another process owns the store now; this one must not write any more. */
export const taken = (file: string): FailureError =>
  fail({
    code: 'store.taken',
    message: `Another Segue has taken over ${file}. This one has stopped writing.`,
    hint: 'Close this runner and use the other one.',
    kind: 'environment',
    severity: 'critical',
  })

/** SQLite cannot make sense of the file. */
export const damaged = (file: string, why: string): FailureError =>
  fail({
    code: 'store.damaged',
    message: `The store ${file} cannot be read: ${why}`,
    hint: 'Nothing was replaced. Bring back a backup with `segue restore BACKUP`, or choose another --home.',
    kind: 'environment',
    severity: 'critical',
  })

const full = (file: string): FailureError =>
  fail({
    code: 'store.full',
    message: `There is no space left for ${file}. Nothing is lost; new runs are refused until there is.`,
    hint: 'Free some disk space. Segue goes on by itself within a second.',
    kind: 'environment',
    severity: 'critical',
  })

const busy = (file: string): FailureError =>
  fail({
    code: 'store.busy',
    message: `Something else has locked ${file}.`,
    hint: 'Close what has it open, such as a backup or a database viewer. Segue goes on by itself.',
    kind: 'environment',
  })

const failureIn = (error: unknown): Failure | null =>
  // Only FailureError has a failure, whoever threw it.
  error instanceof Error && 'failure' in error ? (error as FailureError).failure : null

/** What an error says about the store, or null when it is about something else. */
export function storeTrouble(error: unknown): StoreTrouble | null {
  if (failureIn(error)?.code === 'store.taken') return { code: 'store.taken', passes: false, error: taken }
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')) return null
  const code = 'errcode' in error ? Number(error.errcode) & 0xff : 0
  if (code === codes.corrupt || code === codes.notADatabase)
    return { code: 'store.damaged', passes: false, error: (file) => damaged(file, error.message) }
  if (code === codes.busy || code === codes.locked) return { code: 'store.busy', passes: true, error: busy }
  // A file that may not grow (quota, `ulimit -f`) shows as an I/O error; so does a disk that is going bad.
  if (code === codes.full || code === codes.io) return { code: 'store.full', passes: true, error: full }
  return null
}
