import { parseArgs } from 'node:util'
import { checkSeed, type Mood, moods } from '@segue/engine/sim/checkSeed'

/**
 * Runs random recipes on a simulated host, with crashes, pauses, blocked lanes and people who interfere, and compares
 * each with a reference executor: `node scripts/sim.ts --seeds 10000`. One seed again: `--from 1234 --seeds 1`.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
})
const from = Number(values.from)
const to = from + Number(values.seeds)
const names = Object.keys(moods) as Mood[]
const failed: string[] = []
for (let seed = from; seed < to; seed++) {
  // Every seed is one world in one mood, so that a seed says all.
  const mood = names[seed % names.length] ?? 'calm'
  try {
    await checkSeed(seed, mood)
  } catch (error) {
    failed.push(`seed ${seed} (${mood}): ${error instanceof Error ? error.message : error}`)
    if (failed.length === 10) break
  }
}
for (const line of failed) console.error(line)
if (failed.length > 0) {
  console.error('Again: node scripts/sim.ts --seeds 1 --from <seed>')
  process.exitCode = 1
} else console.log(`${to - from} simulated runs ended as they must.`)
