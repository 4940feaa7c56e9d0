import { z } from 'zod'

/** What an edit may do. */
export const editKinds = [
  'add',
  'set',
  'unset',
  'connect',
  'disconnect',
  'rename',
  'mode',
  'replaceText',
  'remove',
  'setInput',
  'addInput',
  'addOutput',
  'note',
  'ask',
] as const

const text = (description: string) => z.string().nullable().describe(description)

/**
 * One edit as a model writes it. Closed and flat, every field there, null where it does not count: the schema that all
 * providers take. Values stand as JSON text, because open values are taken by none.
 */
export const EditOp = z.strictObject({
  op: z.enum(editKinds),
  node: text('Id of a node of the recipe, or the name of one that an earlier edit adds.'),
  type: text('add: node type. addInput: port type.'),
  name: text('add, rename: title of the node. addInput: label.'),
  param: text('set, unset, replaceText: param. setInput, addInput, addOutput: key.'),
  value: text(
    'set, setInput, addInput: the value as JSON text. mode: active, bypassed or muted. note, ask: the words.',
  ),
  from: text('connect, disconnect, addOutput: node.port that gives.'),
  to: text('connect, disconnect, addInput: node.port or node.param that takes.'),
  find: text('replaceText: the text to find, exactly once.'),
  replace: text('replaceText: the text in its place.'),
})
export type EditOp = z.infer<typeof EditOp>

/** An edit with everything else left out. */
export const editOp = (op: EditOp['op'], fields: Partial<Omit<EditOp, 'op'>> = {}): EditOp => ({
  op,
  ...{ node: null, type: null, name: null, param: null, value: null },
  ...{ from: null, to: null, find: null, replace: null },
  ...fields,
})
