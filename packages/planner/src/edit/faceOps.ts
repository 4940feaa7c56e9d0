import { nearest, paramPort, paramSchema } from '@segue/engine'
import { own, PortType, portValue, type RecipeInput } from '@segue/protocol'
import { takerOf } from '../build/connect.ts'
import { outputFor } from '../build/ends.ts'
import { typeOfTarget } from '../build/faces.ts'
import { keyFor } from '../build/ids.ts'
import { cleanTitle, paramValue } from '../build/tools.ts'
import type { Json } from '../types.ts'
import { type EditSite, endOf, jsonOf, refuseOp } from './applyOp.ts'
import type { EditOp } from './editOp.ts'

/** What an input of the recipe can hold: its type, its limits, and what the params that it feeds take. */
function fitting({ tools, line }: EditSite, input: RecipeInput, value: Json): Json | undefined {
  const target = input.to.find((to) => 'param' in to)
  const type = target && tools.bench.typeOf(target.nodeId)
  if (target && 'param' in target && type) {
    const at = { line, nodeId: target.nodeId }
    const found = paramValue(tools, type, { param: target.param, value }, at)
    if (found === undefined) return undefined
    const schema = paramSchema(type, target.param)
    return input.type === 'text' && schema && paramPort(schema) !== 'text' ? String(found) : found
  }
  return value
}

/** Changes the value that an input of the recipe has when nobody gives one. */
export function setInput(site: EditSite, { param, value }: EditOp): void {
  const { recipe } = site.tools.bench
  const input = recipe.inputs.find(({ key }) => key === param)
  if (!input)
    return refuseOp(site, `The recipe has no input “${param ?? ''}”.`, {
      got: param ?? '',
      expected: recipe.inputs.map(({ key }) => key).join(', '),
      suggest: nearest(
        param ?? '',
        recipe.inputs.map(({ key }) => key),
      ),
    })
  const given = fitting(site, input, jsonOf(value))
  if (given === undefined) return
  const { options, min, max } = input.limits ?? {}
  const allowed =
    portValue(input.type).safeParse(given).success &&
    (options === undefined || (typeof given === 'string' && options.includes(given))) &&
    (typeof given !== 'number' ||
      ((min === undefined || given >= min) && (max === undefined || given <= max)))
  if (!allowed)
    return refuseOp(site, `The input “${input.label}” does not take ${JSON.stringify(given)}.`, {
      got: JSON.stringify(given),
      expected: options ? `one of ${options.join(', ')}` : `${input.type} ${min ?? ''}…${max ?? ''}`,
    })
  const inputs = recipe.inputs.map((one) => (one.key === input.key ? { ...one, default: given } : one))
  site.tools.bench.apply([{ type: 'inputs.set', inputs }], { line: site.line })
}

/** Opens a port or param as an input of the recipe. */
export function addInput(site: EditSite, { param, type: asked, name, value, to }: EditOp): void {
  const { tools, line } = site
  const end = endOf(site, to)
  if (!end?.port)
    return end ? refuseOp(site, 'An input feeds a port or param: node.param.', { got: to ?? '' }) : undefined
  const at = { line, nodeId: end.nodeId }
  const taker = takerOf(
    tools,
    { nodeId: end.nodeId, key: end.port },
    PortType.safeParse(asked).data ?? null,
    at,
  )
  if (!taker) return
  const target = { nodeId: end.nodeId, ...(taker.param ? { param: taker.port } : { port: taker.port }) } as
    | { nodeId: string; param: string }
    | { nodeId: string; port: string }
  const type = typeOfTarget(tools, target)
  const given = value === null ? undefined : jsonOf(value)
  const fits = given !== undefined && portValue(type).safeParse(given).success
  const { inputs } = tools.bench.recipe
  const key = keyFor(
    param ?? taker.port,
    inputs.map((input) => input.key),
  )
  const made = {
    key,
    label: cleanTitle(name ?? '') || key,
    type,
    required: !fits,
    to: [target],
    ...(fits ? { default: given } : {}),
  }
  tools.bench.apply([{ type: 'inputs.set', inputs: [...inputs, made] }], at)
}

/** Gives out what a node makes. */
export function addOutput(site: EditSite, { param, name, from }: EditOp): void {
  const { tools, line } = site
  const end = endOf(site, from)
  if (!end) return
  const ports = tools.bench.ports(end.nodeId).outputs
  const found = outputFor(ports, end.port, null, tools.options.types)
  if (!found || !own(ports, found.port))
    return refuseOp(site, 'This node gives nothing.', { got: from ?? '' })
  const { outputs } = tools.bench.recipe
  const key = keyFor(
    param ?? found.port,
    outputs.map((output) => output.key),
  )
  const label = cleanTitle(name ?? '')
  const made = { key, ...(label === '' ? {} : { label }), from: { nodeId: end.nodeId, port: found.port } }
  tools.bench.apply([{ type: 'outputs.set', outputs: [...outputs, made] }], { line, nodeId: end.nodeId })
}
