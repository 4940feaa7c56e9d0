import type { Approval } from '@segue/api'
import { fail } from '@segue/protocol'
import { printTable } from './print.ts'

/** As much of a hash as a person has to write. */
export const shortest = 8

/** The one approval whose hash begins so. Fails with `approval.unknown`, also when there are several. */
export function findApproval(all: readonly Approval[], kind: Approval['kind'], start: string): Approval {
  const wanted = start.toLowerCase()
  const found = all.filter((one) => one.kind === kind && one.hash.startsWith(wanted))
  const [one] = found
  if (one && found.length === 1 && wanted.length >= shortest) return one
  throw fail({
    code: 'approval.unknown',
    message: found.length > 1 ? `Several hashes begin with ${start}.` : `Nothing is known under ${start}.`,
    hint: `Give at least ${shortest} digits of a hash that is listed.`,
    kind: 'input',
  })
}

/** Prints approvals as a table. */
export function printApprovals(all: readonly Approval[]): void {
  printTable([
    ['HASH', 'NAME', 'STATE'],
    ...all.map(({ hash, name, givenAt, givenBy }) => [
      hash.slice(0, 12),
      name,
      givenAt === null ? 'waits for you' : `${new Date(givenAt).toISOString().slice(0, 16)} by ${givenBy}`,
    ]),
  ])
}
