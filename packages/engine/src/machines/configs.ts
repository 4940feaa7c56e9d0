import type { z } from 'zod'
import { hashOf } from '../compile/hash.ts'
import type { PlanNode } from '../types.ts'
import { actionConfig } from './actionMachine.ts'
import { approveConfig } from './approveMachine.ts'
import { branchConfig } from './branchMachine.ts'
import { mapConfig } from './mapMachine.ts'
import { mergeConfig } from './mergeMachine.ts'
import { onFailureConfig } from './onFailureMachine.ts'
import { raceConfig } from './raceMachine.ts'
import { recipeConfig } from './recipeMachine.ts'
import { runConfig } from './runMachine.ts'
import { waitConfig } from './waitMachine.ts'

type Json = z.core.util.JSONType

/** The machine of every kind of actor, by id. */
export const machineConfigs = {
  run: runConfig,
  action: actionConfig,
  branch: branchConfig,
  merge: mergeConfig,
  race: raceConfig,
  onFailure: onFailureConfig,
  wait: waitConfig,
  approve: approveConfig,
  map: mapConfig,
  recipe: recipeConfig,
} as const

export type MachineId = keyof typeof machineConfigs

/** The machine of a node. Nodes that do not run settle like actions do; a collect is a merge. */
export function machineIdOf({ kind, control }: Pick<PlanNode, 'kind' | 'control'>): MachineId {
  if (kind !== 'action' || control === null) return 'action'
  return control === 'collect' ? 'merge' : control
}

// Configs are JSON by construction; a round trip makes it so for the type as well.
const stored = new Map(
  Object.entries(machineConfigs).map(([id, config]) => {
    const json: Json = JSON.parse(JSON.stringify(config))
    return [id, { hash: hashOf(json), json }]
  }),
)

/** Machine configs of a plan by their hash: the run's, and one of every kind that its nodes need. */
export function machinesFor(nodes: readonly PlanNode[]): Record<string, Json> {
  const ids = new Set<MachineId>(['run', ...nodes.map(machineIdOf)])
  const entries = [...ids].flatMap((id) => {
    const one = stored.get(id)
    return one ? [[one.hash, one.json] as const] : []
  })
  return Object.fromEntries(entries)
}
