import { type Row as ActorRow, type Compiled, createStep } from '@segue/engine'
import { ladder } from './ladder.ts'
import { printTable, type Row } from './table.ts'

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

/** Microseconds per step of the pure engine in a graph of so many nodes, warmed up; the median of many runs. */
export function stepMicroseconds(size: number): number {
  const compiled = ladder(size)
  for (let i = 0; i < 3000 / size; i++) runAll(compiled)
  const rounds = Math.max(3, Math.ceil(10_000 / size))
  const times = Array.from({ length: rounds }, () => microseconds(() => runAll(compiled)) / size)
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

/**
 * The pure engine: microseconds per step on live snapshots (all events of a node, what the run counts, and the
 * effects), at four sizes of graph; and reading and writing rows as JSON, which hosts add.
 */
export async function benchEngine(): Promise<Row[]> {
  const rows: Row[] = [10, 100, 1000, 5000].map((size) => ({
    what: `engine: one step in a graph of ${size}`,
    value: stepMicroseconds(size),
    unit: 'µs',
    limit: 'flat, at most 50',
  }))
  const some = [...runAll(ladder(1000)).values()]
  const json = microseconds(() => {
    for (const row of some) JSON.parse(JSON.stringify(row))
  })
  rows.push({ what: 'engine: one row to JSON and back', value: json / some.length, unit: 'µs' })
  return rows
}

if (import.meta.main) printTable('Engine', await benchEngine())
