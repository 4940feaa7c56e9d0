import { existsSync, readFileSync } from 'node:fs'

/** How a suite ended. `error` is set when it broke before its tests could. */
export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** Counts of a vitest JSON report; one failure when there is no report. */
export function countVitest(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const brokenFiles = report.testResults.filter(
    (one: { status: string; assertionResults: unknown[] }) =>
      one.status === 'failed' && one.assertionResults.length === 0,
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts of a Playwright JSON report; one failure when there is no report. */
export function countPlaywright(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** Counts of Python's unittest from its closing lines on stderr. */
export function countUnittest(output: string): Count {
  const ran = Number(/^Ran (\d+) tests?/m.exec(output)?.[1] ?? 0)
  const of = (word: string) => Number(new RegExp(`${word}=(\\d+)`).exec(output)?.[1] ?? 0)
  const failed = of('failures') + of('errors') + (ran === 0 ? 1 : 0)
  return { passed: Math.max(0, ran - failed - of('skipped')), failed, skipped: of('skipped') }
}
