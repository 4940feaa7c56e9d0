import { nearest, paramPort, paramSchema } from '@segue/engine'
import {
  type Change,
  compatibility,
  type Edge,
  graphAt,
  own,
  type PortType,
  pathToNode,
} from '@segue/protocol'
import { type Conversion, conversion } from '../fix/convert.ts'
import { makeNode } from './addNode.ts'
import { inputFor, outputFor } from './ends.ts'
import { edgeIdFor } from './ids.ts'
import type { At, Tools } from './tools.ts'

/** An output of a node of the recipe; without a port, whichever fits. */
export interface From {
  nodeId: string
  port: string | null
}

/** What takes the place of what feeds a port now: its wire goes, and recipe inputs let go of it. */
export function freeing({ bench: { recipe } }: Tools, nodeId: string, port: string): Change[] {
  const path = pathToNode(recipe.graph, nodeId)
  const edges = (path && graphAt(recipe.graph, path)?.edges) ?? []
  const wires = edges.filter(({ target }) => target.nodeId === nodeId && target.port === port)
  const fed = recipe.inputs.some(({ to }) =>
    to.some((target) => target.nodeId === nodeId && 'port' in target && target.port === port),
  )
  const inputs = recipe.inputs
    .map((input) => ({
      ...input,
      to: input.to.filter(
        (target) => !(target.nodeId === nodeId && 'port' in target && target.port === port),
      ),
    }))
    .filter(({ to }) => to.length > 0)
  return [
    ...wires.map(({ id }): Change => ({ type: 'edge.remove', edgeId: id })),
    ...(fed ? [{ type: 'inputs.set' as const, inputs }] : []),
  ]
}

/** The port or param of a node that a name stands for, with what it takes. */
export function takerOf(
  { bench, findings }: Tools,
  { nodeId, key }: { nodeId: string; key: string },
  from: PortType | null,
  at: At,
): { port: string; type: PortType; param: boolean } | null {
  const [type, { inputs }] = [bench.typeOf(nodeId), bench.ports(nodeId)]
  if (!type) return null
  const declared = own(inputs, key)
  if (declared) return { port: key, type: declared.type, param: false }
  const schema = paramSchema(type, key)
  if (schema) return { port: key, type: paramPort(schema), param: true }
  const meant = inputFor(inputs, { asked: key, from, free: (port) => !isFed(bench.recipe, nodeId, port) })
  if (meant !== null) {
    findings.fixed(`${type.title} has no input “${key}”; “${meant}” was meant.`, nodeId)
    return { port: meant, type: inputs[meant]?.type ?? 'json', param: false }
  }
  const known = [...Object.keys(inputs), ...Object.keys(type.params.shape)]
  findings.trouble({
    code: 'edge.unknown_port',
    message: `${type.title} has no input “${key}”.`,
    hint: 'Join one that it has, or leave the wire out.',
    port: key,
    got: key,
    expected: known.join(', '),
    suggest: nearest(key, known),
    ...at,
    nodeId,
  })
  return null
}

/** Whether something feeds a port of a node, in whichever graph it lies. */
export function isFed(recipe: Tools['bench']['recipe'], nodeId: string, port: string): boolean {
  const path = pathToNode(recipe.graph, nodeId)
  const edges = (path && graphAt(recipe.graph, path)?.edges) ?? []
  const lands = (target: { nodeId: string; port?: string; param?: string }) =>
    target.nodeId === nodeId && (target.port ?? target.param) === port
  if (edges.some(({ target }) => lands(target)) || recipe.inputs.some(({ to }) => to.some(lands))) return true
  const holder = path?.at(-1)
  const body =
    holder === undefined ? undefined : graphAt(recipe.graph, path?.slice(0, -1) ?? [])?.nodes[holder]?.body
  return body?.inputs.some(({ to }) => to.some(lands)) ?? false
}

/** Joins an output with an input or param, through converters where the types ask for them. True when a wire came of it. */
export function connect(tools: Tools, from: From, to: { nodeId: string; key: string }, at: At): boolean {
  const { bench, findings, options } = tools
  const { outputs: given } = bench.ports(from.nodeId)
  const asked = from.port === null ? Object.values(given)[0] : own(given, from.port)
  const taker = takerOf(tools, to, asked?.type ?? null, at)
  if (!taker) return false
  const output = outputFor(bench.ports(from.nodeId).outputs, from.port, taker.type, options.types)
  const sourceType = bench.typeOf(from.nodeId)
  if (!output) {
    const outputs = Object.keys(bench.ports(from.nodeId).outputs)
    findings.trouble({
      code: 'edge.unknown_port',
      message: `${sourceType?.title ?? from.nodeId} has no output${from.port === null ? '' : ` “${from.port}”`}.`,
      hint: 'Join another node, or leave the wire out.',
      got: from.port ?? '',
      expected: outputs.join(', '),
      suggest: from.port === null ? [] : nearest(from.port, outputs),
      ...at,
      nodeId: to.nodeId,
    })
    return false
  }
  if (!output.sure && from.port !== null)
    findings.fixed(
      `${sourceType?.title ?? ''} has no output “${from.port}”; “${output.port}” was taken.`,
      to.nodeId,
    )
  const carries = own(bench.ports(from.nodeId).outputs, output.port)?.type ?? 'json'
  if (taker.param) promote(tools, to.nodeId, taker.port, at)
  const source = { nodeId: from.nodeId, port: output.port }
  const target = { nodeId: to.nodeId, port: taker.port }
  if (compatibility(carries, taker.type).ok) return wire(tools, source, target, at)
  const between = conversion(options.types, carries, taker.type)
  if (!between) {
    findings.trouble({
      code: 'edge.type_mismatch',
      message: `${sourceType?.title ?? ''} gives ${carries}, and “${taker.port}” takes ${taker.type}.`,
      hint: 'Join an output of the right type.',
      port: taker.port,
      got: carries,
      expected: taker.type,
      suggest: Object.entries(bench.ports(from.nodeId).outputs)
        .filter(([, port]) => compatibility(port.type, taker.type).ok)
        .map(([name]) => name),
      ...at,
      nodeId: to.nodeId,
    })
    return false
  }
  return through(tools, { source, target }, between, at)
}

function through(
  tools: Tools,
  { source, target }: { source: Edge['source']; target: Edge['target'] },
  [first, ...rest]: Conversion[],
  at: At,
): boolean {
  if (!first) return wire(tools, source, target, at)
  const holder = pathToNode(tools.bench.recipe.graph, source.nodeId)?.at(-1) ?? null
  const name = `${first.type.id.split('.').at(-1)}_for_${target.nodeId}`
  const nodeId = makeNode(
    tools,
    { name, type: first.type, title: null, params: {}, holder, sources: [source.nodeId] },
    at,
  )
  if (nodeId === null) return false
  tools.findings.fixed(`Put ${first.type.title} between, because the types differ.`, nodeId)
  return (
    wire(tools, source, { nodeId, port: first.input }, at) &&
    through(tools, { source: { nodeId, port: first.output }, target }, rest, at)
  )
}

function promote({ bench }: Tools, nodeId: string, param: string, at: At): void {
  const promoted = bench.node(nodeId)?.promoted ?? []
  if (!promoted.includes(param))
    bench.apply([{ type: 'node.promote', nodeId, promoted: [...promoted, param] }], at)
}

/** A plain wire, in place of what fed its target. */
function wire(
  tools: Tools,
  source: { nodeId: string; port: string },
  target: { nodeId: string; port: string },
  at: At,
): boolean {
  const { bench } = tools
  return bench.apply(
    [
      ...freeing(tools, target.nodeId, target.port),
      { type: 'edge.add', edge: { id: edgeIdFor(bench.recipe, target), source, target } },
    ],
    { ...at, nodeId: target.nodeId },
  )
}
