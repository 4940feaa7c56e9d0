import {
  type Body,
  type BodyInput,
  type BodyOutput,
  type Change,
  compatibility,
  type Edge,
  type EdgeEnd,
  elementOf,
  type InputTarget,
  idsIn,
  type NodeTypeInfo,
  own,
  type PortType,
} from '@segue/protocol'
import { freeKey, leaving } from './faceEdits.ts'
import { newId } from './ids.ts'
import { newNode, rounded } from './nodeEdits.ts'
import type { OpenGraph } from './openGraph.ts'
import { type OuterFace, setFaceChanges } from './outerFace.ts'
import { inputPort, outputPort, type Wired } from './wiring.ts'

const portOf = (target: InputTarget): string => ('port' in target ? target.port : target.param)

/** The inside of a node that is being made, and how what lies outside is joined to it. */
interface Wrap {
  wired: Wired
  inside: ReadonlySet<string>
  holder: string
  inputs: BodyInput[]
  outputs: BodyOutput[]
  /** The input that gets one item of a list at a time; empty while there is none. */
  each: string
}

/** What a port takes of a list whose items fit it; `null` when the list is taken whole or not at all. */
function itemOf(carried: PortType, taken: PortType): PortType | null {
  if (!carried.startsWith('list<') || taken.startsWith('list<')) return null
  return compatibility(elementOf(carried), taken).ok ? elementOf(carried) : null
}

/** What an input of the body is called and carries. */
type Face = Pick<BodyInput, 'label' | 'type' | 'required'>

/** The input of the body that leads to a target; one source outside makes one input. */
function wrapInput(wrap: Wrap, target: InputTarget, face: Face, known?: BodyInput): BodyInput {
  if (known) {
    known.to.push(target)
    known.required ||= face.required
    return known
  }
  const input = { key: freeKey(portOf(target), wrap.inputs), ...face, to: [target] }
  wrap.inputs.push(input)
  return input
}

/** Where a wire ends, as an input of the body leads there: a promoted param is no port of its own then. */
function targetOf({ open: { graph } }: Wired, { nodeId, port }: EdgeEnd): InputTarget {
  return graph.nodes[nodeId]?.promoted.includes(port) ? { nodeId, param: port } : { nodeId, port }
}

function wrapOutput(wrap: Wrap, from: EdgeEnd): BodyOutput {
  const known = wrap.outputs.find(
    (output) => output.from.nodeId === from.nodeId && output.from.port === from.port,
  )
  if (known) return known
  const port = outputPort(wrap.wired, from)
  const type = leaving(port?.type ?? 'json')
  const output = { key: freeKey(from.port, wrap.outputs), label: port?.label ?? from.port, type, from }
  wrap.outputs.push(output)
  return output
}

/** Wires from outside to inside and back, joined to the new node instead. */
function wrapWires(wrap: Wrap): Edge[] {
  const { inside, holder, wired } = wrap
  const bySource = new Map<string, BodyInput>()
  const seen = new Set<string>()
  return wired.open.graph.edges.flatMap(({ source, target }): Edge[] => {
    const [from, to] = [inside.has(source.nodeId), inside.has(target.nodeId)]
    if (from === to) return []
    if (from) {
      const output = wrapOutput(wrap, source)
      return [{ id: newId('e'), source: { nodeId: holder, port: output.key }, target }]
    }
    const name = `${source.nodeId} ${source.port}`
    const port = inputPort(wired, target)
    const carried = outputPort(wired, source)?.type ?? port?.type ?? 'json'
    const item = port && itemOf(carried, port.type)
    const type = item ?? carried
    const face = { label: port?.label ?? target.port, type, required: port?.required ?? false }
    const input = wrapInput(wrap, targetOf(wired, target), face, bySource.get(name))
    bySource.set(name, input)
    if (item && wrap.each === '') wrap.each = input.key
    if (seen.has(name)) return []
    seen.add(name)
    return [{ id: newId('e'), source, target: { nodeId: holder, port: input.key } }]
  })
}

/** Inputs and outputs of the graph around, led to the new node instead of into it. */
function wrapFace(wrap: Wrap, { inputs, outputs }: Pick<OpenGraph, 'inputs' | 'outputs'>): OuterFace {
  const { inside, holder } = wrap
  return {
    inputs: inputs.map((input) => {
      const within = input.to.filter(({ nodeId }) => inside.has(nodeId))
      if (within.length === 0) return input
      let made: BodyInput | undefined
      const { label, type, required } = input
      for (const target of within) made = wrapInput(wrap, target, { label, type, required }, made)
      const others = input.to.filter(({ nodeId }) => !inside.has(nodeId))
      return { ...input, to: [...others, { nodeId: holder, port: made?.key ?? input.key }] }
    }),
    outputs: outputs.map((output) =>
      inside.has(output.from.nodeId)
        ? { ...output, from: { nodeId: holder, port: wrapOutput(wrap, output.from).key } }
        : output,
    ),
  }
}

/**
 * The changes that put nodes into the body of a new node of `type`, with every wire kept: what comes from outside
 * becomes an input of it, what leads out an output. Without an
 * input it goes through frames. Also gives the new node's id; `null` when nothing is picked.
 */
export function wrapChanges(
  wired: Wired,
  nodeIds: Iterable<string>,
  type: NodeTypeInfo,
): { nodeId: string; changes: Change[] } | null {
  const { open } = wired
  const { graph, layout } = open
  const inside = new Set([...nodeIds].filter((id) => Object.hasOwn(graph.nodes, id)))
  if (inside.size === 0) return null
  const nodeId = newId('n')
  const wrap: Wrap = { wired, inside, holder: nodeId, inputs: [], outputs: [], each: '' }
  const edges = wrapWires(wrap)
  const around = wrapFace(wrap, open)
  const { inputs, outputs } = wrap
  const body: Body = {
    inputs,
    outputs,
    graph: {
      nodes: Object.fromEntries(Object.entries(graph.nodes).filter(([id]) => inside.has(id))),
      edges: graph.edges.filter(
        ({ source, target }) => inside.has(source.nodeId) && inside.has(target.nodeId),
      ),
    },
  }
  const places = [...inside].map((id) => own(layout.nodes, id) ?? { x: 0, y: 0 })
  const at = rounded({
    x: places.reduce((sum, { x }) => sum + x, 0) / places.length,
    y: places.reduce((sum, { y }) => sum + y, 0) / places.length,
  })
  const stays = [...inside, ...idsIn(body.graph)].filter((id, index, all) => all.indexOf(id) === index)
  return {
    nodeId,
    changes: [
      ...[...inside].map((id): Change => ({ type: 'node.remove', nodeId: id })),
      {
        type: 'node.add',
        nodeId,
        node: { ...newNode(type, inputs.length === 0 ? { over: 'range' } : { each: wrap.each }), body },
        at,
        in: open.holder,
      },
      ...stays.flatMap((id): Change[] => {
        const place = own(layout.nodes, id)
        return place ? [{ type: 'node.move', nodeId: id, at: place }] : []
      }),
      ...edges.map((edge): Change => ({ type: 'edge.add', edge })),
      ...setFaceChanges(open, around),
    ],
  }
}

/** Wires to and from a node, led past it to what lies in its body. */
function unwrapWires({ graph }: OpenGraph, nodeId: string, body: Body): Change[] {
  const promoted = new Map<string, string[]>()
  const edges = graph.edges.flatMap(({ source, target }): Edge[] => {
    if (target.nodeId === nodeId) {
      const to = body.inputs.find(({ key }) => key === target.port)?.to ?? []
      return to.map((end) => {
        if ('param' in end) promoted.set(end.nodeId, [...(promoted.get(end.nodeId) ?? []), end.param])
        return { id: newId('e'), source, target: { nodeId: end.nodeId, port: portOf(end) } }
      })
    }
    if (source.nodeId !== nodeId) return []
    const output = body.outputs.find(({ key }) => key === source.port)
    return output ? [{ id: newId('e'), source: output.from, target }] : []
  })
  const ports = [...promoted].map(([id, params]): Change => {
    const shown = body.graph.nodes[id]?.promoted ?? []
    return { type: 'node.promote', nodeId: id, promoted: [...new Set([...shown, ...params])] }
  })
  return [...ports, ...edges.map((edge): Change => ({ type: 'edge.add', edge }))]
}

/**
 * The changes that put what lies in the body of a node in its place, with every wire kept that leads somewhere.
 * Empty when the node has no body.
 */
export function unwrapChanges(open: OpenGraph, nodeId: string): Change[] {
  const { graph, layout } = open
  const body = graph.nodes[nodeId]?.body
  if (!body) return []
  const inner = Object.entries(body.graph.nodes)
  const placeOf = (id: string) => own(layout.nodes, id) ?? { x: 0, y: 0 }
  const inputs = open.inputs.map((input) => ({
    ...input,
    to: input.to.flatMap((target) =>
      target.nodeId === nodeId ? (body.inputs.find(({ key }) => key === portOf(target))?.to ?? []) : [target],
    ),
  }))
  const outputs = open.outputs.flatMap((output) => {
    if (output.from.nodeId !== nodeId) return [output]
    const inside = body.outputs.find(({ key }) => key === output.from.port)
    return inside ? [{ ...output, from: inside.from }] : []
  })
  return [
    { type: 'node.remove', nodeId },
    ...inner.map(
      ([id, node]): Change => ({ type: 'node.add', nodeId: id, node, at: placeOf(id), in: open.holder }),
    ),
    ...inner.flatMap(([, node]) =>
      (node.body ? idsIn(node.body.graph) : []).map(
        (id): Change => ({ type: 'node.move', nodeId: id, at: placeOf(id) }),
      ),
    ),
    ...body.graph.edges.map((edge): Change => ({ type: 'edge.add', edge })),
    ...unwrapWires(open, nodeId, body),
    ...setFaceChanges(open, { inputs, outputs }),
  ]
}
