import type { Compiled, Json, Row } from '../types.ts'
import { MachineConfig } from './config.ts'
import { machineDiagram } from './machineDiagram.ts'
import { type LiveStep, planDiagram } from './planDiagram.ts'

/** Where a run stands: its own row and those of its nodes, and what a person sees of its steps. */
export interface LiveRun {
  rows: readonly Pick<Row, 'actor' | 'machine' | 'state'>[]
  steps: readonly LiveStep[]
}

/** One machine to look at and to take away. */
export interface InspectedMachine {
  /** Hash of its config. */
  hash: string
  id: string
  /** State diagram. */
  mermaid: string
  /** As XState's `createMachine` takes it. */
  config: Json
}

/** All machines of a compiled recipe and of what its nodes run, each once. */
function machinesOf(compiled: Compiled, found = new Map<string, Json>()): Map<string, Json> {
  for (const [hash, config] of Object.entries(compiled.machines)) found.set(hash, config)
  for (const { child } of compiled.plan.nodes) if (child) machinesOf(child, found)
  return found
}

/**
 * What a recipe compiles to, for people: its nodes as a Mermaid flow chart, and its machines as state diagrams and
 * XState configs, by id. For a run, the states that are occupied now are highlighted. Same text for same input.
 */
export function inspect(
  compiled: Compiled,
  live: LiveRun = { rows: [], steps: [] },
): { graph: string; machines: InspectedMachine[] } {
  const names = new Map(compiled.plan.nodes.map(({ nodeId, name }) => [nodeId, name || nodeId]))
  const machines = [...machinesOf(compiled)].map(([hash, json]): InspectedMachine => {
    const config = MachineConfig.parse(json)
    const here = live.rows.filter(({ machine }) => machine === hash)
    const nameOf = (actor: string) => names.get(actor.split('/').at(-1) ?? '') ?? 'this run'
    const occupied = Map.groupBy(here, ({ state }) => state)
    const who = new Map([...occupied].map(([state, rows]) => [state, rows.map(({ actor }) => nameOf(actor))]))
    return { hash, id: config.id, mermaid: machineDiagram(config, who), config: json }
  })
  return {
    graph: planDiagram(compiled, live.steps),
    machines: machines.sort((a, b) => (a.id + a.hash < b.id + b.hash ? -1 : 1)),
  }
}
