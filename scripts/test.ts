import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, rmSync } from 'node:fs'
import { installApplications } from './suite/applications.ts'
import { type Count, countPlaywright, countUnittest, countVitest } from './suite/count.ts'
import { run } from './suite/run.ts'

/**
 * The whole suite: checks, unit tests, Python, real Blender and Chromium, the editor end to end. Installs what it
 * needs where it can; says what it skipped where it cannot, which is a failure when `CI=true`.
 */
rmSync('test-results', { recursive: true, force: true })
mkdirSync('test-results')
const missing = installApplications()
const counts = new Map<string, Count>()
const broken: string[] = []

if ((await run('node', ['scripts/check.ts'])) !== 0) broken.push('npm run check')
counts.set('unit', countVitest('test-results/unit.json'))

for (const tests of globSync(['bridges/*/tests', 'bridges/*/*/tests']).sort()) {
  const args = ['-m', 'unittest', 'discover', '-s', tests]
  const { stderr } = spawnSync('python3', args, { encoding: 'utf8' })
  console.log(`\n── ${tests} (Python)\n${stderr}`)
  counts.set(tests.replace('/tests', ''), countUnittest(stderr))
}

if (missing.length === 0) {
  console.log('\n── integration')
  const report = 'test-results/integration.json'
  await run('vitest', [
    'run',
    '--config=vitest.integration.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  counts.set('integration', countVitest(report))
  console.log('\n── end to end')
  if ((await run('node', ['scripts/buildWeb.ts'])) !== 0) broken.push('the web build')
  await run('playwright', ['test', '--config=e2e/playwright.config.ts'])
  counts.set('end to end', countPlaywright('test-results/e2e.json'))
}

const sum = (of: keyof Count) => [...counts.values()].reduce((total, count) => total + count[of], 0)
console.log()
for (const [name, { passed, failed, skipped }] of counts)
  console.log(`${name.padEnd(24)} ${passed} passed, ${failed} failed, ${skipped} skipped`)
for (const name of missing) console.log(`skipped: the tests that need ${name}, which could not be installed`)
for (const name of broken) console.log(`failed: ${name}`)
const mustRun = process.env.CI === 'true'
const skippedInCi = mustRun ? missing.length + sum('skipped') : 0
const failed = sum('failed') + broken.length + skippedInCi
console.log(`\n${sum('passed')} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
