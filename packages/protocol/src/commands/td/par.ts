import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OpHandle, ParName, ParValue } from './handle.ts'

const Read = z.object({
  value: z.union([ParValue, z.null()]),
  /** `constant`, `expression`, `export` or `bind`. */
  mode: z.string(),
})

/** Reads parameters. */
export const getParameters = defineCommand({
  app: 'td',
  command: 'par.get',
  title: 'Read parameters',
  description: 'Values and modes of the named parameters, or of all.',
  args: z.strictObject({ op: OpHandle, names: z.array(ParName).max(500).nullable().default(null) }),
  result: z.object({ values: z.record(z.string(), Read) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Sets parameters to constant values, and reads each back. All or none are set. */
export const setParameters = defineCommand({
  app: 'td',
  command: 'par.set',
  title: 'Set parameters',
  description:
    'Sets parameters to values. An expression on them is replaced. Parameters that hold scripts are refused.',
  args: z.strictObject({ op: OpHandle, values: z.record(ParName, ParValue) }),
  result: z.object({ values: z.record(z.string(), Read) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Presses a button parameter. */
export const pulseParameter = defineCommand({
  app: 'td',
  command: 'par.pulse',
  title: 'Pulse a parameter',
  description: 'Presses a button parameter once.',
  args: z.strictObject({ op: OpHandle, name: ParName }),
  result: z.object({ name: z.string() }),
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** What moves a parameter. */
export const Drive = z.discriminatedUnion('by', [
  /** A channel: value × scale + offset. */
  z.strictObject({
    by: z.literal('channel'),
    op: z.string().max(500),
    channel: z.string().regex(/^[A-Za-z_][\w/:.-]{0,199}$/),
    scale: z.number().default(1),
    offset: z.number().default(0),
  }),
  /** The timeline: from one value to another between two times, held before and after. */
  z.strictObject({
    by: z.literal('timeline'),
    from: z.number(),
    to: z.number(),
    startSec: z.number().min(0),
    endSec: z.number().min(0),
  }),
])

/** Lets a channel or the timeline move a parameter. */
export const animateParameter = defineCommand({
  app: 'td',
  command: 'par.animate',
  title: 'Animate a parameter',
  description: 'Lets a channel or the timeline move a parameter, by an expression that Segue writes.',
  args: z.strictObject({ op: OpHandle, name: ParName, drive: Drive }),
  result: Read,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
