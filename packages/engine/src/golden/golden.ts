import { readdirSync, readFileSync } from 'node:fs'
import type { ActorKey, Compiled, EngineEvent } from '../types.ts'

/** One event of a stored run, and the beginning of the hash of the row that it led to. */
export interface GoldenEvent {
  actor: ActorKey
  event: EngineEvent
  now: number
  row: string
}

export interface GoldenRun {
  /** The number of the recording. */
  version: number
  compiled: Compiled
  events: GoldenEvent[]
}

/** How much of a row's hash is recorded. */
export const hashLength = 16

const fileOf = /^rows-(\d+)\.jsonl$/

/** Numbers of the recordings that there are, in order. */
export const goldenVersions = (): number[] =>
  readdirSync(import.meta.dirname)
    .flatMap((name) => fileOf.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)

export const goldenFile = (version: number): URL => new URL(`./rows-${version}.jsonl`, import.meta.url)

/**
 * Runs as earlier versions stored them, line by line: the machines of all, then of each run its plan and its events.
 * What is in these files never changes: such runs lie on disks.
 */
export function goldenRuns(): GoldenRun[] {
  const runs: GoldenRun[] = []
  for (const version of goldenVersions()) {
    const lines = readFileSync(goldenFile(version), 'utf8').trimEnd().split('\n')
    const [{ machines }, ...rest] = lines.map((line) => JSON.parse(line))
    for (const line of rest)
      if ('plan' in line) runs.push({ version, compiled: withMachines(line, machines), events: [] })
      else runs.at(-1)?.events.push(line)
  }
  return runs
}

/** Machines are recorded once for all runs, those inside others included. */
const withMachines = (compiled: Compiled, machines: Compiled['machines']): Compiled => ({
  ...compiled,
  machines,
  plan: {
    ...compiled.plan,
    nodes: compiled.plan.nodes.map((node) =>
      node.child ? { ...node, child: withMachines(node.child, machines) } : node,
    ),
  },
})
