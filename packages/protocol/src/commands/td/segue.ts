import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OpFact, OpHandle, OpName } from './handle.ts'

const parent = OpHandle.default({ path: '/project1', id: null })

/** Sets channels of the component `segue`, which is made when it is not there. */
export const setSegue = defineCommand({
  app: 'td',
  command: 'segue.set',
  title: 'Set channels of Segue',
  description: 'Keeps a component `segue` with one Null CHOP `out`, and sets its channels; others stay.',
  args: z.strictObject({ parent, values: z.record(OpName, z.number()) }),
  result: z.object({ out: OpFact, values: z.record(z.string(), z.number()) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Tells the component `segue` about a run, for networks that react to it. */
export const tellRun = defineCommand({
  app: 'td',
  command: 'segue.tell',
  title: 'Tell about a run',
  description:
    'Adds a row to the table `runs` of the component `segue` and moves its channels `run_active`, `run_progress` and `run_count`.',
  args: z.strictObject({
    parent,
    run: z.string().max(80),
    state: z.enum(['started', 'progress', 'succeeded', 'failed', 'cancelled']),
    step: z.string().max(120).default(''),
    fraction: z.number().min(0).max(1).default(0),
  }),
  result: z.object({ out: OpFact, rows: z.number().int() }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})
