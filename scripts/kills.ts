import { parseArgs } from 'node:util'
import { damageStores } from '@segue/runner/faults/damagedStores'
import { killAtRandom } from '@segue/runner/faults/randomKills'

/**
 * Kills runners at random moments under load, then damages stores and starts runners on them, and holds what is left
 * against the promises: `node scripts/kills.ts --kills 200 --damaged 500`. The same draw again: `--seed 1234`; when a process dies within its work is
 * never quite the same.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    damaged: { type: 'string', default: '0' },
    seed: { type: 'string' },
  },
})
const kills = Number(values.kills)
const damaged = Number(values.damaged)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const began = performance.now()
console.log(`seed ${seed}`)
try {
  const runs = await killAtRandom({
    kills,
    seed,
    onRound: (done) => console.log(`${done.kills} kills, ${done.runs} runs`),
  })
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`${kills} kills, ${runs} accepted runs, ${seconds} s: none lost, none done twice, none stuck.`)
  if (damaged > 0) {
    const { refused, opened } = await damageStores(damaged, seed)
    console.log(
      `${damaged} damaged stores: ${refused} refused by name, ${opened} opened whole, none replaced.`,
    )
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`Again: node scripts/kills.ts --kills ${kills} --damaged ${damaged} --seed ${seed}`)
  process.exitCode = 1
}
