import type { Change, Recipe, RecipeInput, RecipeOutput } from '@segue/protocol'
import { freeKey } from './faceEdits.ts'
import { type Json, type ParamField, portTypeOf } from './paramField.ts'
import type { PlacedPort } from './ports.ts'

const longestHelp = 600

/** Whether a form can ask for a param: what it takes is one number, text or yes / no. */
export const isAskable = (field: ParamField): boolean =>
  field.kind !== 'file' && ['number', 'text', 'boolean'].includes(portTypeOf(field))

/** The changes that let the form of a recipe ask for a param; what it is now becomes the default. */
export function askForParam(
  { inputs }: Pick<Recipe, 'inputs'>,
  nodeId: string,
  field: ParamField,
  value: Json | undefined,
): Change[] {
  const { key, title, help, min, max, step, choices } = field
  const type = portTypeOf(field)
  const limits = {
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    ...(step === null ? {} : { step }),
    ...(type === 'text' && choices.length > 0 ? { options: choices.map(String) } : {}),
  }
  const input: RecipeInput = {
    ...{ key: freeKey(key, inputs), label: title, type },
    required: field.required && value === undefined,
    ...(value === undefined || value === null ? {} : { default: value }),
    ...(help === '' ? {} : { help: help.slice(0, longestHelp) }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    to: [{ nodeId, param: key }],
  }
  return [{ type: 'inputs.set', inputs: [...inputs, input] }]
}

/** The changes that let the form ask for what an input port takes. */
export function askForPort(
  { inputs }: Pick<Recipe, 'inputs'>,
  nodeId: string,
  { key, label, type, required, help }: PlacedPort,
  promoted: boolean,
): Change[] {
  const input: RecipeInput = {
    ...{ key: freeKey(key, inputs), label, type, required },
    ...(help === '' ? {} : { help: help.slice(0, longestHelp) }),
    to: [promoted ? { nodeId, param: key } : { nodeId, port: key }],
  }
  return [{ type: 'inputs.set', inputs: [...inputs, input] }]
}

/** The changes that make what an output port gives a result of the recipe. */
export function showResult(
  { outputs }: Pick<Recipe, 'outputs'>,
  nodeId: string,
  { key, label }: PlacedPort,
): Change[] {
  const output: RecipeOutput = { key: freeKey(key, outputs), label, from: { nodeId, port: key } }
  return [{ type: 'outputs.set', outputs: [...outputs, output] }]
}

/** The changes that make an input of the form another one, in its place. */
export const changeInput = ({ inputs }: Pick<Recipe, 'inputs'>, changed: RecipeInput): Change[] => [
  { type: 'inputs.set', inputs: inputs.map((input) => (input.key === changed.key ? changed : input)) },
]

/** The changes that make a result of the recipe another one, in its place. */
export const changeOutput = ({ outputs }: Pick<Recipe, 'outputs'>, changed: RecipeOutput): Change[] => [
  { type: 'outputs.set', outputs: outputs.map((one) => (one.key === changed.key ? changed : one)) },
]

/** The changes after which the form asks no more. What it would have been by default stays in the params that it fed. */
export function stopAsking({ inputs }: Pick<Recipe, 'inputs'>, key: string): Change[] {
  const input = inputs.find((one) => one.key === key)
  const value = input?.default
  const kept = value === undefined ? [] : (input?.to ?? [])
  return [
    { type: 'inputs.set', inputs: inputs.filter((one) => one.key !== key) },
    ...kept.flatMap((target): Change[] =>
      'param' in target && value !== undefined
        ? [{ type: 'param.set', nodeId: target.nodeId, param: target.param, value, unset: false }]
        : [],
    ),
  ]
}

/** The changes after which the recipe gives this result no more. */
export const hideResult = ({ outputs }: Pick<Recipe, 'outputs'>, key: string): Change[] => [
  { type: 'outputs.set', outputs: outputs.filter((one) => one.key !== key) },
]

/** The changes that put an input one place up (−1) or down (1) in the form. */
export function moveInput({ inputs }: Pick<Recipe, 'inputs'>, key: string, by: -1 | 1): Change[] {
  const at = inputs.findIndex((one) => one.key === key)
  const moved = inputs[at]
  const other = inputs[at + by]
  if (!moved || !other) return []
  return [{ type: 'inputs.set', inputs: inputs.with(at, other).with(at + by, moved) }]
}
