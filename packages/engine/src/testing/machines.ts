import type { AnyStateMachine } from 'xstate'
import { compile } from '../compile/compile.ts'
import { goldenRuns } from '../golden/golden.ts'
import { machineConfigs, machinesFor } from '../machines/configs.ts'
import { loadMachine } from '../machines/load.ts'
import { recipeOf } from './recipe.ts'
import { testTypes } from './types.ts'

const kinds = Object.keys(machineConfigs).filter((id) => id !== 'run' && id !== 'action')

/** Every machine that is written now, by id, and `node`, which the version before has stored. */
export function allMachines(): Map<string, AnyStateMachine> {
  const nodes = Object.fromEntries(kinds.map((kind) => [kind, { type: `flow.${kind}` }]))
  const { plan } = compile(recipeOf({ ...nodes, action: {} }), testTypes)
  const now = { machines: machinesFor(plan.nodes) }
  const before = goldenRuns()[0]?.compiled ?? { machines: {} }
  const made = [before, now].flatMap((stored) =>
    Object.keys(stored.machines).map((hash) => loadMachine(hash, stored)),
  )
  // The run's machine of the version before has the same id; the newer one counts.
  return new Map(made.map((machine) => [machine.id, machine]))
}
