import { type Row as ActorRow, type Compiled, compile, createStep, type NodeTypes } from '@segue/engine'
import { Recipe } from '@segue/protocol'
import { z } from 'zod'
import { printTable, type Row } from './table.ts'

const port = { type: 'number', label: 'Number', required: false } as const
const types: NodeTypes = new Map([
  [
    'bench.node',
    {
      id: 'bench.node',
      version: 1,
      title: 'Bench',
      params: z.strictObject({}),
      inputs: { a: port, b: port },
      outputs: { out: port },
      effects: [],
      repeatable: true,
      cacheable: false,
      lane: 'local',
    },
  ],
])

/** A graph of so many nodes, each fed by the two before it. */
function ladder(nodes: number): Compiled {
  const ids = Array.from({ length: nodes }, (_, i) => `n${i}`)
  const edges = ids.flatMap((nodeId, i) =>
    (['a', 'b'] as const).flatMap((key, k) => {
      const source = ids[i - 1 - k]
      if (source === undefined) return []
      return [{ id: `e${i}${key}`, source: { nodeId: source, port: 'out' }, target: { nodeId, port: key } }]
    }),
  )
  const recipe = Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_bench',
    name: 'Bench',
    graph: {
      nodes: Object.fromEntries(ids.map((id) => [id, { type: 'bench.node', version: 1, name: id }])),
      edges,
    },
  })
  return compile(recipe, types)
}

/** One whole run with every job done at once: all machine calls of its steps. Returns the last rows. */
function runAll(compiled: Compiled): Map<string, ActorRow> {
  const step = createStep(compiled)
  const rows = new Map<string, ActorRow>()
  const queue: [actor: string, event: Parameters<typeof step>[1]][] = [
    ['run_b', { type: 'START', seed: 's' }],
  ]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [actor, event] = next
    const { row, effects } = step(rows.get(actor) ?? null, event, { actor, now: 0 })
    rows.set(actor, row)
    for (const effect of effects) {
      if (effect.t === 'send') queue.push([effect.to, effect.event])
      if (effect.t !== 'job') continue
      queue.push([actor, { type: 'JOB.STARTED', attempt: effect.attempt }])
      queue.push([actor, { type: 'JOB.SUCCEEDED', attempt: effect.attempt, outputs: 'hash', cached: false }])
    }
  }
  if (rows.get('run_b')?.state !== 'succeeded') throw new Error('the run of the benchmark did not succeed')
  return rows
}

const microseconds = (work: () => void): number => {
  const start = performance.now()
  work()
  return (performance.now() - start) * 1000
}

/**
 * The pure engine: microseconds per step on live snapshots (all events of a node, what the run counts, and the
 * effects), at four sizes of graph; and reading and writing rows as JSON, which hosts add.
 */
export async function benchEngine(): Promise<Row[]> {
  const sizes = [10, 100, 1000, 5000]
  const graphs = sizes.map((size) => ({ size, compiled: ladder(size) }))
  for (const { size, compiled } of graphs) for (let i = 0; i < 3000 / size; i++) runAll(compiled)
  const rows: Row[] = graphs.map(({ size, compiled }) => {
    const rounds = Math.max(3, Math.ceil(10_000 / size))
    const times = Array.from({ length: rounds }, () => microseconds(() => runAll(compiled)) / size)
    const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
    return {
      what: `engine: one step in a graph of ${size}`,
      value: median,
      unit: 'µs',
      limit: 'flat, at most 60',
    }
  })
  const some = [...runAll(ladder(1000)).values()]
  const json = microseconds(() => {
    for (const row of some) JSON.parse(JSON.stringify(row))
  })
  rows.push({ what: 'engine: one row to JSON and back', value: json / some.length, unit: 'µs' })
  return rows
}

if (import.meta.main) printTable('Engine', await benchEngine())
