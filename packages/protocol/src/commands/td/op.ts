import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OpFact, OpHandle, OpName, OpType } from './handle.ts'

const place = z.number().int().min(-100_000).max(100_000).nullable().default(null)

/** Makes one operator. A name that is taken gets a number: read it back from the answer. */
export const createOperator = defineCommand({
  app: 'td',
  command: 'op.create',
  title: 'Create an operator',
  description: 'Makes an operator inside `parent`; types that hold scripts cannot be made.',
  args: z.strictObject({
    parent: OpHandle,
    type: OpType,
    name: OpName.nullable().default(null),
    x: place,
    y: place,
  }),
  result: OpFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})

/** Deletes one operator and everything in it. */
export const deleteOperator = defineCommand({
  app: 'td',
  command: 'op.delete',
  title: 'Delete an operator',
  description: 'Deletes an operator with all that it holds. Undo brings it back.',
  args: z.strictObject({ op: OpHandle }),
  result: z.object({ path: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'no',
})

/** Draws a wire; one that already ends at that input is replaced. */
export const connectOperators = defineCommand({
  app: 'td',
  command: 'op.connect',
  title: 'Connect operators',
  description: 'Draws a wire from an output of one operator to an input of another of the same family.',
  args: z.strictObject({
    from: OpHandle,
    to: OpHandle,
    output: z.number().int().min(0).max(99).default(0),
    input: z.number().int().min(0).max(99).default(0),
  }),
  result: OpFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Takes the wire off one input. */
export const disconnectInput = defineCommand({
  app: 'td',
  command: 'op.disconnect',
  title: 'Disconnect an input',
  description: 'Takes the wire off one input of an operator.',
  args: z.strictObject({ op: OpHandle, input: z.number().int().min(0).max(99).default(0) }),
  result: OpFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Places the operators of a network from left to right along their wires. */
export const layout = defineCommand({
  app: 'td',
  command: 'op.layout',
  title: 'Lay out a network',
  description: 'Places all operators inside `parent` from left to right, sources first.',
  args: z.strictObject({ parent: OpHandle }),
  result: z.object({ operators: z.array(OpFact) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
