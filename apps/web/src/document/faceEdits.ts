import { type Body, type Change, nodeIn, type PortType, type Recipe } from '@segue/protocol'
import type { OpenGraph } from './openGraph.ts'
import type { PlacedPort } from './ports.ts'

/** What leaves a map is a list of what leaves its body, so a list itself leaves as data. */
export const leaving = (type: PortType): PortType => (type.startsWith('list<') ? 'json' : type)

/** A key that is not taken yet: `audio`, `audio2`. */
export function freeKey(wanted: string, taken: readonly { key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key))
  let key = wanted
  for (let count = 2; keys.has(key); count += 1) key = `${wanted}${count}`
  return key
}

const face = (nodeId: string, { inputs, outputs }: Pick<Body, 'inputs' | 'outputs'>): Change[] => [
  { type: 'body.face', nodeId, inputs, outputs },
]

const bodyOf = (recipe: Recipe, holder: string | null): Body | undefined =>
  holder === null ? undefined : nodeIn(recipe.graph, holder)?.body

/** The changes that let a port inside be filled from outside, by a new input of the body. */
export function exposeInput(
  { recipe, holder, graph }: OpenGraph,
  nodeId: string,
  port: PlacedPort,
): Change[] {
  const body = bodyOf(recipe, holder)
  if (!body || holder === null) return []
  const { key, label, type, required } = port
  const promoted = graph.nodes[nodeId]?.promoted.includes(key)
  const target = promoted ? { nodeId, param: key } : { nodeId, port: key }
  const made = { key: freeKey(key, body.inputs), label, type, required, to: [target] }
  return face(holder, { ...body, inputs: [...body.inputs, made] })
}

/** The changes that give the result of a port inside out, by a new output of the body. */
export function exposeOutput({ recipe, holder }: OpenGraph, nodeId: string, port: PlacedPort): Change[] {
  const body = bodyOf(recipe, holder)
  if (!body || holder === null) return []
  const { key, label, type } = port
  const made = { key: freeKey(key, body.outputs), label, type: leaving(type), from: { nodeId, port: key } }
  return face(holder, { ...body, outputs: [...body.outputs, made] })
}

/** The changes that take an input or output off a body. Wires to it stay, broken, until somebody takes them off. */
export function hideFace(recipe: Recipe, holder: string, side: 'inputs' | 'outputs', key: string): Change[] {
  const body = bodyOf(recipe, holder)
  if (!body) return []
  const { inputs, outputs } = body
  return face(holder, {
    inputs: side === 'inputs' ? inputs.filter((one) => one.key !== key) : inputs,
    outputs: side === 'outputs' ? outputs.filter((one) => one.key !== key) : outputs,
  })
}

/** The changes that call an input or output of a body something else. */
export function labelFace(
  recipe: Recipe,
  holder: string,
  side: 'inputs' | 'outputs',
  named: { key: string; label: string },
): Change[] {
  const body = bodyOf(recipe, holder)
  if (!body) return []
  const relabel = <T extends { key: string; label: string }>(list: T[], which: typeof side): T[] =>
    which === side ? list.map((one) => (one.key === named.key ? { ...one, label: named.label } : one)) : list
  return face(holder, { inputs: relabel(body.inputs, 'inputs'), outputs: relabel(body.outputs, 'outputs') })
}
