import { nearest } from '@segue/engine'
import { type Body, type InputTarget, own } from '@segue/protocol'
import { nearestType } from '../fix/nearestType.ts'
import type { Sketch, SketchNode, SketchRef } from '../language/sketch.ts'
import type { BuildOptions, Json, PlannerType } from '../types.ts'
import { makeNode } from './addNode.ts'
import { connect, type From, takerOf } from './connect.ts'
import { setFaces } from './faces.ts'
import { fillRequired } from './required.ts'
import { type Built, finish } from './result.ts'
import { type At, cleanTitle, paramNamed, paramValue, type Tools, toolsFor } from './tools.ts'

/** Names of one graph, and what the inputs around it feed. */
export interface Scope {
  holder: string | null
  sketch: Sketch
  ids: Map<string, string>
  /** Key of an input → what it feeds. */
  targets: Map<string, InputTarget[]>
}

interface Site {
  tools: Tools
  scope: Scope
}

/** Builds what a text in the create language says as changes to a recipe. Every line is taken as far as it goes. */
export function buildCreate(sketch: Sketch, options: BuildOptions): Built {
  const tools = toolsFor(options)
  for (const { line, message, got, expected } of sketch.problems)
    tools.findings.trouble({
      code: 'plan.unreadable',
      message,
      hint: `Write ${expected}.`,
      line,
      got,
      expected,
    })
  const scope = buildGraph(tools, sketch, null)
  setFaces(tools, scope)
  fillRequired(tools)
  const empty = Object.keys(options.recipe.graph.nodes).length === 0
  if (sketch.title !== null && empty) {
    const name = cleanTitle(sketch.title)
    if (name !== '') tools.bench.apply([{ type: 'recipe.set', name }], {})
  }
  return finish(tools, { notes: sketch.notes, asks: sketch.asks })
}

function buildGraph(tools: Tools, sketch: Sketch, holder: string | null): Scope {
  const scope: Scope = { holder, sketch, ids: new Map(), targets: new Map() }
  const made = sketch.nodes.flatMap((node) => {
    const added = addNode(tools, scope, node)
    return added ? [added] : []
  })
  for (const { node, nodeId } of made) join(tools, scope, node, nodeId)
  for (const { line, to, from } of sketch.wires) {
    const at = { line, nodeId: to.nodeId }
    if (!tools.bench.node(to.nodeId))
      unknownNode(tools, scope, { is: 'existing', nodeId: to.nodeId, port: null }, at)
    else if (from.is === 'value') setExisting(tools, to, from.value, at)
    else if (from.is === 'input') feed({ tools, scope }, from.key, { nodeId: to.nodeId, key: to.port }, at)
    else wireUp({ tools, scope }, from, { nodeId: to.nodeId, key: to.port }, at)
  }
  return scope
}

function setExisting(
  tools: Tools,
  { nodeId, port }: { nodeId: string; port: string },
  given: Json,
  at: At,
): void {
  const type = tools.bench.typeOf(nodeId)
  const param = type && paramNamed(tools, type, port, at)
  const value = param ? paramValue(tools, type, { param, value: given }, at) : undefined
  if (param && value !== undefined)
    tools.bench.apply([{ type: 'param.set', nodeId, param, value, unset: false }], at)
}

/** The node itself, with the params that stand in its line. What its wires lead to comes later: it may stand further down. */
function addNode(tools: Tools, scope: Scope, node: SketchNode): { node: SketchNode; nodeId: string } | null {
  const { findings, options } = tools
  const { line, name } = node
  if (scope.ids.has(name)) {
    findings.trouble({
      code: 'node.id_taken',
      message: `Two nodes are called “${name}”.`,
      hint: 'Give one of them another name.',
      line,
      got: name,
    })
    return null
  }
  const type = nearestType(options.types, node.type)
  if (!type) {
    findings.trouble({
      code: 'node.unknown_type',
      message: `There is no node type “${node.type}”.`,
      hint: 'Use one from the list of node types.',
      line,
      got: node.type,
      expected: 'a node type of the list',
      suggest: nearest(node.type, options.types.keys()),
    })
    return null
  }
  const found = { fixes: findings.fixes.length, problems: findings.problems.length }
  const params = paramsOf(tools, type, node)
  const sources = node.args.flatMap(({ value }) =>
    value.is === 'node' ? (scope.ids.get(value.name) ?? []) : value.is === 'existing' ? [value.nodeId] : [],
  )
  const title = node.title
  const nodeId = makeNode(
    tools,
    {
      name,
      type,
      title,
      params,
      holder: scope.holder,
      sources,
      ...(node.body ? { body: bodyOf(node.body) } : {}),
    },
    { line },
  )
  if (nodeId === null) return null
  scope.ids.set(name, nodeId)
  // What was found before the node had an id is about it, too.
  for (const fix of findings.fixes.slice(found.fixes)) fix.nodeId ??= nodeId
  for (const problem of findings.problems.slice(found.problems)) problem.nodeId ??= nodeId
  if (type.id !== node.type) findings.fixed(`There is no “${node.type}”; ${type.title} was meant.`, nodeId)
  if (node.body) setFaces(tools, buildGraph(tools, node.body, nodeId))
  return { node, nodeId }
}

const bodyOf = ({ inputs }: Sketch): Body => ({
  inputs: inputs.map(({ key, type, required, label }) => ({
    key,
    type,
    required,
    label: label ?? key,
    to: [],
  })),
  outputs: [],
  graph: { nodes: {}, edges: [] },
})

/** Literal params. One that has a wire as well keeps both, and the wire wins; an input that is no param takes the wire alone. */
function paramsOf(tools: Tools, type: PlannerType, { args, line, name }: SketchNode): Record<string, Json> {
  const params: Record<string, Json> = {}
  const wired = new Set(args.filter(({ value }) => value.is !== 'value').map(({ key }) => key))
  for (const { key, value } of args) {
    if (value.is !== 'value') continue
    if (wired.has(key) && !own(type.params.shape, key)) {
      tools.findings.fixed(`“${key}” of ${name} had a wire and a value; the wire stays.`)
      continue
    }
    if (own(type.inputs, key) && !own(type.params.shape, key)) {
      tools.findings.trouble({
        code: 'plan.value_on_port',
        message: `“${key}” of ${type.title} is an input; it takes a wire, not a value.`,
        hint: `Join an output of a node, or feed it from an input of the recipe: ${key}=@${key}.`,
        line,
        port: key,
        got: JSON.stringify(value.value),
        expected: own(type.inputs, key)?.type ?? 'a wire',
      })
      continue
    }
    const param = paramNamed(tools, type, key, { line })
    const fitting =
      param === null ? undefined : paramValue(tools, type, { param, value: value.value }, { line })
    if (param !== null && fitting !== undefined) params[param] = fitting
  }
  return params
}

function join(tools: Tools, scope: Scope, node: SketchNode, nodeId: string): void {
  const at = { line: node.line, nodeId }
  for (const { key, value } of node.args) {
    if (value.is === 'input') feed({ tools, scope }, value.key, { nodeId, key }, at)
    else if (value.is !== 'value') wireUp({ tools, scope }, value, { nodeId, key }, at)
  }
}

function wireUp({ tools, scope }: Site, ref: SketchRef, to: { nodeId: string; key: string }, at: At): void {
  const from = resolve(tools, scope, ref)
  if (from) connect(tools, from, to, at)
  else unknownNode(tools, scope, ref, at)
}

/** The node of the recipe that a reference stands for. A name that no line has may be one that is there already. */
export function resolve({ bench }: Tools, { ids }: Scope, ref: SketchRef): From | null {
  if (ref.is === 'existing') return bench.node(ref.nodeId) ? { nodeId: ref.nodeId, port: ref.port } : null
  const id = ids.get(ref.name) ?? (bench.node(ref.name) ? ref.name : undefined)
  return id === undefined ? null : { nodeId: id, port: ref.port }
}

function unknownNode({ findings, bench }: Tools, { ids }: Scope, ref: SketchRef, at: At): void {
  const got = ref.is === 'node' ? ref.name : `$${ref.nodeId}`
  const known = [...ids.keys(), ...Object.keys(bench.recipe.graph.nodes).map((id) => `$${id}`)]
  findings.trouble({
    code: 'edge.unknown_node',
    message: `There is no node “${got}” here; the wire is left out.`,
    hint: 'Name a node of this text, or one of the recipe with $id.',
    got,
    suggest: nearest(got, known),
    ...at,
  })
}

/** Remembers that an input feeds a port or param; the inputs themselves are set when all is built. */
function feed({ tools, scope }: Site, key: string, to: { nodeId: string; key: string }, at: At): void {
  const declared = scope.sketch.inputs.find((input) => input.key === key)
  const taker = takerOf(tools, to, declared?.type ?? null, at)
  if (!taker) return
  const target: InputTarget = taker.param
    ? { nodeId: to.nodeId, param: taker.port }
    : { nodeId: to.nodeId, port: taker.port }
  const targets = scope.targets.get(key) ?? []
  scope.targets.set(key, [...targets, target])
}
