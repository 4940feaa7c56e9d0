import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Recipe } from '@segue/protocol'
import { Config } from '@segue/runner/config/config'
import { openHome } from '@segue/runner/config/home'
import { openRunner } from '@segue/runner/runner'
import { pino } from 'pino'
import type { Row } from './table.ts'

const runs = 500

/** Durable runs of three nodes per second, all accepted at once on one store. */
export async function benchRuns(): Promise<Row[]> {
  const home = openHome(await mkdtemp(join(tmpdir(), 'segue-bench-')))
  const runner = await openRunner(
    home,
    Config.parse({ applications: { blender: 'off' } }),
    pino({ level: 'silent' }),
  )
  try {
    const { feed, services } = runner
    let left = runs
    const done = Promise.withResolvers<void>()
    feed.listen(({ change }) => {
      if (change.type === 'head' && change.head.status === 'succeeded' && --left === 0) done.resolve()
    })
    const from = performance.now()
    // Fresh: they all are the same run, and would find each other's results.
    for (let i = 0; i < runs; i++)
      await services.runs.start({ recipe: chain, inputs: {}, target: { part: 'fresh' } })
    const accepted = performance.now() - from
    await done.promise
    const all = performance.now() - from
    return [
      { what: 'runs accepted per second (each on disk)', value: runs / (accepted / 1000), unit: '/s' },
      { what: 'durable runs of 3 nodes per second', value: runs / (all / 1000), unit: '/s' },
    ]
  } finally {
    await runner.close()
    await rm(home.root, { recursive: true, force: true })
  }
}

const node = (name: string) => ({ type: 'text.template', version: 1, name, params: { template: '{value}' } })
const edge = (from: string, to: string) => ({
  id: `${from}${to}`,
  source: { nodeId: from, port: 'text' },
  target: { nodeId: to, port: 'data' },
})
const chain = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_bench',
  name: 'Bench',
  graph: { nodes: { a: node('A'), b: node('B'), c: node('C') }, edges: [edge('a', 'b'), edge('b', 'c')] },
})
