import { fail } from '@segue/protocol'
import type { AnyStateMachine } from 'xstate'
import type { Compiled } from '../types.ts'
import type { actionConfig } from './actionMachine.ts'
import type { approveConfig } from './approveMachine.ts'
import { askSetup } from './askVerbs.ts'
import { emptyNode, type NodeInput } from './context.ts'
import { inputSetup } from './inputVerbs.ts'
import { itemSetup } from './itemVerbs.ts'
import type { mapConfig } from './mapMachine.ts'
import type { mergeConfig } from './mergeMachine.ts'
import { nodeSetup } from './nodeVerbs.ts'
import type { raceConfig } from './raceMachine.ts'
import type { recipeConfig } from './recipeMachine.ts'
import type { runConfig } from './runMachine.ts'
import { type RunInput, runSetup } from './runVerbs.ts'
import { stepSetup } from './stepVerbs.ts'
import type { waitConfig } from './waitMachine.ts'

const emptyRun = {
  seed: '',
  held: 0,
  parked: 0,
  paused: false,
  cause: null,
  failed: 0,
  failures: [],
}

const context = ({ input }: { input: NodeInput }) => ({ ...emptyNode, ...input })

// Stored configs have the shape their `id` names: only `compile` writes them.
const makeStep = (config: unknown): AnyStateMachine =>
  stepSetup.createMachine({ ...(config as typeof actionConfig), context })

const makeGathering = (config: unknown): AnyStateMachine =>
  inputSetup.createMachine({ ...(config as typeof mergeConfig | typeof raceConfig), context })

const makeAsking = (config: unknown): AnyStateMachine =>
  askSetup.createMachine({ ...(config as typeof waitConfig | typeof approveConfig), context })

const makeHolding = (config: unknown): AnyStateMachine =>
  itemSetup.createMachine({ ...(config as typeof mapConfig | typeof recipeConfig), context })

const makeRun = (config: unknown): AnyStateMachine =>
  runSetup.createMachine({
    ...(config as typeof runConfig),
    context: ({ input }: { input: RunInput }) => ({ ...emptyRun, ...input }),
  })

/** The one machine for nodes of the version before, whose config is no longer written. */
const makeOldNode = (config: unknown): AnyStateMachine =>
  nodeSetup.createMachine({
    ...(config as { id: 'node'; initial: 'waiting'; states: { waiting: object } }),
    context,
  })

const makers = new Map<unknown, (config: unknown) => AnyStateMachine>([
  ['run', makeRun],
  ['node', makeOldNode],
  ['action', makeStep],
  ['branch', makeStep],
  ['merge', makeGathering],
  ['onFailure', makeGathering],
  ['race', makeGathering],
  ['wait', makeAsking],
  ['approve', makeAsking],
  ['map', makeHolding],
  ['recipe', makeHolding],
])

const made = new Map<string, AnyStateMachine>()

/** A stored machine config brought to life, made once per hash. Fails with `machine.unknown`. */
export function loadMachine(hash: string, compiled: Pick<Compiled, 'machines'>): AnyStateMachine {
  const known = made.get(hash)
  if (known) return known
  const config = compiled.machines[hash]
  const make = makers.get(typeof config === 'object' && config !== null && 'id' in config ? config.id : null)
  if (!make)
    throw fail({
      code: 'machine.unknown',
      message: 'This run was stored with a machine that this version of Segue does not know.',
      hint: 'Start the recipe again; a newer version of Segue may also be able to go on with the run.',
      kind: 'environment',
    })
  const machine = make(config)
  made.set(hash, machine)
  return machine
}
