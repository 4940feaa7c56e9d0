import {
  type ArtifactRef,
  type Change,
  elementOf,
  type NodeTypeInfo,
  type PortType,
  portTypes,
  type RecipeInput,
} from '@segue/protocol'
import type { Catalogue } from './catalogue.ts'
import { addNodeChange, newNode } from './nodeEdits.ts'
import type { OpenGraph } from './openGraph.ts'
import { type Json, paramFields } from './paramField.ts'
import { type PlacedPort, portsOf } from './ports.ts'
import type { Wired } from './wiring.ts'

/** Node types for files that their mime type does not name well, by the end of the name. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/\.als$/i, 'live.readSet'],
  [/\.blend$/i, 'blender.scene'],
  [/\.(wav|aiff?|flac|mp3|m4a|aac|ogg|opus)$/i, 'file.audio'],
]

const asJson = (ref: ArtifactRef): Json => JSON.parse(JSON.stringify(ref))

/** 0 = does not take it, 1 = takes any file, 2 = takes this kind of file. */
function fit(type: PortType, ref: ArtifactRef): 0 | 1 | 2 {
  const { mimes } = portTypes[elementOf(type)]
  if (type.startsWith('list<') || !mimes.some((start) => ref.mime.startsWith(start))) return 0
  return mimes.includes('') ? 1 : 2
}

const best = <T extends { type: PortType }>(ports: readonly T[], ref: ArtifactRef): T | undefined =>
  ports.filter(({ type }) => fit(type, ref) > 0).sort((a, b) => fit(b.type, ref) - fit(a.type, ref))[0]

const fileParam = (type: NodeTypeInfo): string | null =>
  paramFields(type).find(({ kind }) => kind === 'file')?.key ?? null

/**
 * The node type that a file becomes on empty canvas: by the file's name, else a type that takes this kind of
 * file. `null` when there is none.
 */
export function typeForFile(catalogue: Catalogue, ref: ArtifactRef): NodeTypeInfo | null {
  const named = byName.find(([pattern]) => pattern.test(ref.name))?.[1]
  const wanted = named === undefined ? undefined : catalogue.get(named)
  if (wanted) return wanted
  const types = [...catalogue.values()]
  const makes = types.filter((type) => best(Object.values(type.outputs), ref) && fileParam(type) !== null)
  return (
    makes[0] ??
    types.find((type) => type.category === 'input' && best(Object.values(type.inputs), ref)) ??
    null
  )
}

/** Inputs with values of their own are those of the recipe; what fills a body comes from outside of it. */
const inputsOf = ({ recipe, holder }: OpenGraph): RecipeInput[] | null =>
  holder === null ? recipe.inputs : null

/** A recipe input that fills a port with a file, under a key that is still free. */
function fileInput(
  taking: readonly RecipeInput[],
  nodeId: string,
  port: PlacedPort,
  ref: ArtifactRef,
): RecipeInput {
  const taken = new Set(taking.map(({ key }) => key))
  let key = port.key
  for (let count = 2; taken.has(key); count += 1) key = `${port.key}${count}`
  const { label, type, required } = port
  return { key, label, type, required, default: asJson(ref), to: [{ nodeId, port: port.key }] }
}

/** The changes that give a file to a node that stands there already; `null` when it takes none like it. */
function giveToNode(wired: Wired, nodeId: string, ref: ArtifactRef): Change[] | null {
  const { open, catalogue } = wired
  const node = open.graph.nodes[nodeId]
  const type = node && catalogue.get(node.type)
  if (!node || !type) return null
  const param = fileParam(type)
  if (param) return [{ type: 'param.set', nodeId, param, value: asJson(ref), unset: false }]
  const port = best(portsOf(type, node).inputs, ref)
  const inputs = inputsOf(open)
  if (!port || !inputs) return null
  const fills = (input: RecipeInput) =>
    input.to.some((target) => target.nodeId === nodeId && 'port' in target && target.port === port.key)
  const filled = inputs.some(fills)
    ? inputs.map((input) => (fills(input) ? { ...input, default: asJson(ref) } : input))
    : [...inputs, fileInput(inputs, nodeId, port, ref)]
  return [{ type: 'inputs.set', inputs: filled }]
}

/**
 * The changes that bring a stored file into the recipe: into the node it was dropped on, when that takes it, else
 * as a node of its own. `null` when nothing takes it.
 */
export function fileChanges(
  wired: Wired,
  ref: ArtifactRef,
  drop: { at: { x: number; y: number }; nodeId: string | null },
): { nodeId: string; changes: readonly Change[] } | null {
  const given = drop.nodeId === null ? null : giveToNode(wired, drop.nodeId, ref)
  if (drop.nodeId !== null && given) return { nodeId: drop.nodeId, changes: given }
  const type = typeForFile(wired.catalogue, ref)
  if (!type) return null
  const param = fileParam(type)
  const node = newNode(type, param ? { [param]: asJson(ref) } : {})
  const { nodeId, change } = addNodeChange(wired.open, node, drop.at)
  if (param) return { nodeId, changes: [change] }
  const inputs = inputsOf(wired.open)
  const port = best(portsOf(type, node).inputs, ref)
  if (!port || !inputs) return null
  const filled = [...inputs, fileInput(inputs, nodeId, port, ref)]
  return { nodeId, changes: [change, { type: 'inputs.set', inputs: filled }] }
}
