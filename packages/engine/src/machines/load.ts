import { fail } from '@segue/protocol'
import type { AnyStateMachine } from 'xstate'
import type { Compiled } from '../types.ts'
import type { nodeConfig } from './nodeMachine.ts'
import { type NodeInput, nodeSetup } from './nodeVerbs.ts'
import type { runConfig } from './runMachine.ts'
import { type RunInput, runSetup } from './runVerbs.ts'

const emptyNode = {
  seed: '',
  paused: false,
  attempt: 0,
  failures: 0,
  losses: 0,
  epoch: 0,
  failure: null,
  reason: null,
  outputs: null,
  cached: false,
}

const emptyRun = {
  seed: '',
  held: 0,
  parked: 0,
  paused: false,
  cause: null,
  failed: 0,
  failures: [],
}

// Stored configs have the shape their `id` names: only `compile` writes them.
const makeNode = (config: unknown): AnyStateMachine =>
  nodeSetup.createMachine({
    ...(config as typeof nodeConfig),
    context: ({ input }: { input: NodeInput }) => ({ ...emptyNode, ...input }),
  })

const makeRun = (config: unknown): AnyStateMachine =>
  runSetup.createMachine({
    ...(config as typeof runConfig),
    context: ({ input }: { input: RunInput }) => ({ ...emptyRun, ...input }),
  })

const made = new Map<string, AnyStateMachine>()

/** A stored machine config brought to life, made once per hash. Fails with `machine.unknown`. */
export function loadMachine(hash: string, compiled: Pick<Compiled, 'machines'>): AnyStateMachine {
  const known = made.get(hash)
  if (known) return known
  const config = compiled.machines[hash]
  const id = typeof config === 'object' && config !== null && 'id' in config ? config.id : null
  const make = id === 'node' ? makeNode : id === 'run' ? makeRun : null
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
