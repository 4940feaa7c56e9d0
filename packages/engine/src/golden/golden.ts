import { readFileSync } from 'node:fs'
import type { ActorKey, Compiled, EngineEvent } from '../types.ts'

/** One event of a stored run, and the beginning of the hash of the row that it led to. */
export interface GoldenEvent {
  actor: ActorKey
  event: EngineEvent
  now: number
  row: string
}

export interface GoldenRun {
  compiled: Compiled
  events: GoldenEvent[]
}

/**
 * Runs as the first version stored them, line by line: the machines of all, then of each run its plan and its events.
 * What is in this file never changes: such runs lie on disks.
 */
export function goldenRuns(): GoldenRun[] {
  const lines = readFileSync(new URL('./rows-1.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const [{ machines }, ...rest] = lines.map((line) => JSON.parse(line))
  const runs: GoldenRun[] = []
  for (const line of rest)
    if ('plan' in line) runs.push({ compiled: { ...line, machines }, events: [] })
    else runs.at(-1)?.events.push(line)
  return runs
}
