import { nearest, paramPort, paramSchema } from '@segue/engine'
import {
  type BodyOutput,
  InputLimits,
  type InputTarget,
  own,
  type PortType,
  portValue,
  type RecipeInput,
  type RecipeOutput,
} from '@segue/protocol'
import { resolve, type Scope } from './create.ts'
import { outputFor } from './ends.ts'
import { keyFor } from './ids.ts'
import { cleanTitle, type Tools } from './tools.ts'

/** What a port or param of a placed node takes. */
export function typeOfTarget({ bench }: Tools, target: InputTarget): PortType {
  if ('port' in target) return own(bench.ports(target.nodeId).inputs, target.port)?.type ?? 'json'
  const type = bench.typeOf(target.nodeId)
  const schema = type && paramSchema(type, target.param)
  return schema ? paramPort(schema) : 'json'
}

/** Sets the inputs and outputs of a graph: those of the recipe, or of the node that holds it. */
export function setFaces(tools: Tools, scope: Scope): void {
  if (scope.holder === null) {
    const inputs = recipeInputs(tools, scope)
    if (inputs) tools.bench.apply([{ type: 'inputs.set', inputs }], {})
    const outputs = recipeOutputs(tools, scope)
    if (outputs.length > 0)
      tools.bench.apply([{ type: 'outputs.set', outputs: [...tools.bench.recipe.outputs, ...outputs] }], {})
    return
  }
  const body = tools.bench.node(scope.holder)?.body
  if (!body) return
  tools.bench.apply(
    [
      {
        type: 'body.face',
        nodeId: scope.holder,
        inputs: body.inputs.map((input) => ({ ...input, to: scope.targets.get(input.key) ?? [] })),
        outputs: bodyOutputs(tools, scope),
      },
    ],
    { nodeId: scope.holder },
  )
}

/** Where an output comes from, with its type. */
function fromOf(tools: Tools, scope: Scope, index: number) {
  const output = scope.sketch.outputs[index]
  const from = output && resolve(tools, scope, output.from)
  if (!output) return null
  const ports = from ? tools.bench.ports(from.nodeId).outputs : {}
  const found = from && outputFor(ports, from.port, null, tools.options.types)
  if (!from || !found) {
    const got = output.from.is === 'node' ? output.from.name : output.from.nodeId
    tools.findings.trouble({
      code: 'output.unknown_node',
      message: `The output “${output.key}” comes from “${got}”, which is not here.`,
      hint: 'Name a node of this text.',
      line: output.line,
      got,
      suggest: nearest(got, scope.ids.keys()),
    })
    return null
  }
  return { output, from: { nodeId: from.nodeId, port: found.port }, type: ports[found.port]?.type ?? 'json' }
}

const bodyOutputs = (tools: Tools, scope: Scope): BodyOutput[] =>
  scope.sketch.outputs.flatMap((_, i) => {
    const found = fromOf(tools, scope, i)
    return found
      ? [
          {
            key: found.output.key,
            label: found.output.label ?? found.output.key,
            type: found.type,
            from: found.from,
          },
        ]
      : []
  })

function recipeOutputs(tools: Tools, scope: Scope): RecipeOutput[] {
  const keys = new Set(tools.bench.recipe.outputs.map(({ key }) => key))
  return scope.sketch.outputs.flatMap((_, i) => {
    const found = fromOf(tools, scope, i)
    if (!found) return []
    const key = keyFor(found.output.key, keys)
    keys.add(key)
    const label = cleanTitle(found.output.label ?? '')
    return [{ key, ...(label === '' ? {} : { label }), from: found.from }]
  })
}

/** Inputs of the recipe with what this text adds to them; null when it adds nothing. */
function recipeInputs(tools: Tools, { sketch, targets }: Scope): RecipeInput[] | null {
  const { recipe } = tools.bench
  const inputs = recipe.inputs.map((input) => {
    const more = targets.get(input.key)
    targets.delete(input.key)
    return more ? { ...input, to: [...input.to, ...more] } : input
  })
  const used = inputs.some((input, i) => input !== recipe.inputs[i])
  const declaredKeys = sketch.inputs.map(({ key }) => key)
  const keys = [...new Set([...declaredKeys, ...targets.keys()])]
  const added = keys.flatMap((key): RecipeInput[] => {
    const declared = sketch.inputs.find((input) => input.key === key)
    const to = targets.get(key) ?? []
    const [first] = to
    if (!first) return []
    const taken = typeOfTarget(tools, first)
    const type = declared?.type ?? taken
    const given = declared?.default
    const fits = given !== undefined && portValue(type).safeParse(given).success
    if (given !== undefined && !fits)
      tools.findings.trouble({
        code: 'input.default_invalid',
        message: `The input “${key}” is ${type}; its default does not fit.`,
        hint: 'Leave the default out, or give one of its type.',
        got: JSON.stringify(given),
        expected: type,
        ...(declared ? { line: declared.line } : {}),
      })
    const limits = InputLimits.safeParse(declared?.limits)
    return [
      {
        key: keyFor(key, []),
        label: cleanTitle(declared?.label ?? '') || spoken(key),
        type,
        required: declared?.required ?? !fits,
        ...(fits ? { default: given } : {}),
        ...(declared?.limits !== undefined && limits.success ? { limits: limits.data } : {}),
        to,
      },
    ]
  })
  for (const { key, line } of sketch.inputs)
    if (!targets.has(key) && !recipe.inputs.some((input) => input.key === key))
      tools.findings.fixed(`The input “${key}” in line ${line} feeds nothing and is left out.`)
  return used || added.length > 0 ? [...inputs, ...added] : null
}

/** `songFile` as people read it. */
export const spoken = (key: string): string => {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
