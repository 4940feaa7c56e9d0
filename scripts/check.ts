import { mkdirSync } from 'node:fs'
import { run } from './suite/run.ts'

/** Everything that needs no application: format, lint, house rules, generated files, types, unit tests. */
const stages: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['house rules', 'node', ['scripts/house.ts']],
  ['generated files', 'node', ['scripts/generate.ts', '--check']],
  ['types', 'node', ['scripts/types.ts']],
  [
    'unit tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
  ],
  ['simulation', 'node', ['scripts/sim.ts', '--seeds', '10000']],
]

mkdirSync('test-results', { recursive: true })
const failed: string[] = []
for (const [name, command, args] of stages) {
  console.log(`\n── ${name}`)
  if ((await run(command, args)) !== 0) failed.push(name)
}
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
