import { failuresOf } from '@segue/client'
import type { Failure } from '@segue/protocol'

/** Failures for people on stderr, or as one JSON object on stdout. */
export function printFailures(failures: readonly Failure[], asJson: boolean): void {
  if (asJson) return console.log(JSON.stringify({ ok: false, failures }))
  for (const { code, message, hint, nodeId, port, severity } of failures) {
    const place = [nodeId, port].filter((part) => part !== undefined).join('.')
    console.error(`${severity === 'warning' ? '⚠' : '✖'} ${place ? `${place}: ` : ''}${message}  [${code}]`)
    console.error(`  ${hint}`)
  }
}

/** The exit code of some work; what it fails with is printed: 2 when only the caller can mend it, else 1. */
export async function exitWith(asJson: boolean, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const failures = failuresOf(error)
    printFailures(failures, asJson)
    return failures.some(({ kind }) => kind !== 'input') ? 1 : 2
  }
}

/** Prints rows with their columns below each other. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
