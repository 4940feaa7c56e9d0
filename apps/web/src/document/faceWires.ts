import { type Body, bodyAt, type Change, type EdgeEnd, type InputTarget } from '@segue/protocol'
import type { Catalogue } from './catalogue.ts'
import { freeKey, leaving } from './faceEdits.ts'
import { faceIds, isFace, newPort } from './faces.ts'
import type { OpenGraph } from './openGraph.ts'
import { type PlacedPort, portsOf } from './ports.ts'

interface Face {
  inputs: Body['inputs']
  outputs: Body['outputs']
}

const unknown = { label: 'New', type: 'json' as const, required: false }

/** Draws a wire from an input of the body to a port or param inside; a new input where there is none yet. */
function feed(face: Face, key: string, target: InputTarget, port: PlacedPort | undefined): void {
  const known = face.inputs.find((input) => input.key === key)
  if (known) {
    face.inputs = face.inputs.map((input) =>
      input === known ? { ...input, to: [...input.to, target] } : input,
    )
    return
  }
  const { label, type, required } = port ?? unknown
  const wanted = port?.key ?? 'in'
  face.inputs = [...face.inputs, { key: freeKey(wanted, face.inputs), label, type, required, to: [target] }]
}

/** Draws a wire from a port inside to an output of the body; the old one of that key gives way. */
function give(
  face: Face,
  before: Body,
  { key, from }: { key: string; from: EdgeEnd },
  port: PlacedPort | undefined,
): void {
  const { label, type } = port ?? unknown
  const old = before.outputs.find((output) => output.key === key)
  const others = face.outputs.filter((output) => output.key !== key)
  const made = {
    key: old?.key ?? freeKey(from.port, others),
    label: old?.label ?? label,
    type: leaving(type),
    from,
  }
  face.outputs = [...others, made]
}

const isTarget = ({ nodeId, port }: EdgeEnd, target: InputTarget): boolean =>
  target.nodeId === nodeId && ('port' in target ? target.port : target.param) === port

/**
 * Changes of the open graph as changes of the document: wires from and to the ends of a body are what its inputs
 * lead to and its outputs come from. Nothing else can be done with an end.
 */
export function documentChanges(open: OpenGraph, changes: readonly Change[], catalogue: Catalogue): Change[] {
  const { recipe, path, holder, shown } = open
  const body = bodyAt(recipe.graph, path)
  if (!body || holder === null) return [...changes]
  const face: Face = { inputs: body.inputs, outputs: body.outputs }
  const gone = new Set(changes.flatMap((change) => (change.type === 'node.remove' ? [change.nodeId] : [])))
  const added = new Map(
    changes.flatMap((change) => (change.type === 'node.add' ? [[change.nodeId, change.node]] : [])),
  )
  const nodeOf = (id: string) => added.get(id) ?? open.graph.nodes[id]
  const portAt = ({ nodeId, port }: EdgeEnd, side: 'inputs' | 'outputs') => {
    const node = nodeOf(nodeId)
    return node && portsOf(catalogue.get(node.type), node)[side].find(({ key }) => key === port)
  }
  const kept = changes.filter((change) => {
    if (change.type === 'edge.add') {
      const { source, target } = change.edge
      if (source.nodeId === faceIds.in) {
        const promoted = nodeOf(target.nodeId)?.promoted.includes(target.port)
        const to = promoted ? { nodeId: target.nodeId, param: target.port } : { ...target }
        feed(face, source.port, to, portAt(target, 'inputs'))
      } else if (target.nodeId === faceIds.out)
        give(face, body, { key: target.port, from: source }, portAt(source, 'outputs'))
      else return true
      return false
    }
    if (change.type === 'edge.remove') {
      const edge = shown.graph.edges.find(({ id }) => id === change.edgeId)
      if (edge?.source.nodeId === faceIds.in)
        face.inputs = face.inputs.map((input) =>
          input.key === edge.source.port
            ? { ...input, to: input.to.filter((to) => !isTarget(edge.target, to)) }
            : input,
        )
      else if (edge?.target.nodeId === faceIds.out)
        face.outputs = face.outputs.filter(({ key }) => key !== edge.target.port)
      else return true
      return false
    }
    if (change.type === 'body.face' && change.nodeId === holder) {
      face.inputs = change.inputs
      face.outputs = change.outputs
      return false
    }
    return !('nodeId' in change && isFace(change.nodeId))
  })
  if (face.inputs === body.inputs && face.outputs === body.outputs) return kept
  const inputs = face.inputs.map((input) => ({
    ...input,
    to: input.to.filter(({ nodeId }) => !gone.has(nodeId)),
  }))
  const outputs = face.outputs.filter(({ from }) => !gone.has(from.nodeId))
  return [...kept, { type: 'body.face', nodeId: holder, inputs, outputs }]
}

/** Whether a wire would lead to the open end of a body, which takes everything that is inside. */
export const isNewPort = ({ nodeId, port }: EdgeEnd): boolean => isFace(nodeId) && port === newPort
