import { type Failure, failureOf } from '@segue/protocol'

/** Codes of Node, their numbers in Python, and the words of libraries and SQLite. */
const full =
  /\b(ENOSPC|EDQUOT|EFBIG|Errno (27|28|122))\b|no space left on device|disk quota exceeded|disk is full/i

/**
 * What a step failed with. A disk that takes no more is `disk.full` wherever it shows: in Node, in the store, or in
 * a library or application that only passes the system's words on.
 */
export function stepFailure(error: unknown): Failure {
  const failure = failureOf(error)
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (!full.test(`${code} ${failure.message}`) || failure.kind === 'input') return failure
  return {
    code: 'disk.full',
    message: `There is no space left to write to: ${failure.message}`.slice(0, 4000),
    hint: 'Make room on the disk. Segue goes on by itself then; nothing is lost.',
    severity: 'error',
    kind: 'environment',
  }
}

/** A process of ours that the system or we ended because it needed too much memory. */
export const outOfMemory = (message: string): Failure => ({
  code: 'memory.exhausted',
  message,
  hint: 'Close other programs, or use a smaller picture size or a shorter file. Segue tries again by itself.',
  severity: 'error',
  kind: 'environment',
})
