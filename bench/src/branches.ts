import { Recipe } from '@segue/protocol'
import { succeeded, withHome, withRunner } from './benchRunner.ts'
import type { Row } from './table.ts'

const wait = { type: 'flow.wait', version: 1, name: 'Wait', params: { mode: 'duration', seconds: 0.2 } }
const recipe = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_bench',
  name: 'Bench',
  graph: { nodes: { a: wait, b: wait, c: wait, d: wait }, edges: [] },
})

const rounds = 9

/** Four branches that take 200 ms each: side by side they end together. */
export async function benchBranches(): Promise<Row[]> {
  const times = await withHome((home) =>
    withRunner(home, async (runner) => {
      const taken: number[] = []
      for (let round = 0; round < rounds; round++) {
        const done = succeeded(runner, 1)
        const from = performance.now()
        await runner.services.runs.start({ recipe, inputs: {}, target: { part: 'fresh' } })
        await done
        taken.push(performance.now() - from)
      }
      return taken.sort((a, b) => a - b)
    }),
  )
  const median = times[Math.floor(rounds / 2)] ?? 0
  return [{ what: '4 branches of 200 ms, whole run', value: median, unit: 'ms', limit: 'at most 230' }]
}
