import { nearest } from '@segue/engine'
import { type Change, own, placedEdges, placedNodes } from '@segue/protocol'
import { connect } from '../build/connect.ts'
import { cleanTitle, paramNamed, paramValue, type Tools } from '../build/tools.ts'
import type { Json } from '../types.ts'
import { addNode } from './addOp.ts'
import type { EditNames } from './buildEdit.ts'
import type { EditOp } from './editOp.ts'
import { addInput, addOutput, setInput } from './faceOps.ts'

/** Where one edit stands, and what it works with. */
export interface EditSite {
  tools: Tools
  names: EditNames
  /** Its place among the edits, from 1. */
  line: number
}

/** Says that an edit lacks something or names what is not there. */
export function refuseOp(
  { tools, line }: EditSite,
  message: string,
  more: { got?: string; expected?: string; suggest?: string[] } = {},
): void {
  tools.findings.trouble({ code: 'plan.edit', message, hint: 'Write this edit anew.', line, ...more })
}

/** The node that an edit names: an id of the recipe, a name of this answer, or the only node with this title. */
export function nodeNamed(site: EditSite, asked: string | null): string | null {
  const { tools, names } = site
  const given = (asked ?? '').replace(/^\$/, '')
  const nodes = placedNodes(tools.bench.recipe.graph)
  const byName = names.get(given)
  if (byName !== undefined && nodes.has(byName)) return byName
  if (nodes.has(given)) return given
  const titled = [...nodes].filter(([, { node }]) => node.name.toLowerCase() === given.toLowerCase())
  const [only, ...others] = titled
  if (only && others.length === 0) return only[0]
  refuseOp(site, `There is no node “${given}”.`, {
    got: given,
    expected: [...nodes.keys()].slice(0, 40).join(', '),
    suggest: nearest(given, [...nodes.keys(), ...names.keys()]),
  })
  return null
}

/** `node.port` as its two parts. */
export function endOf(site: EditSite, text: string | null): { nodeId: string; port: string | null } | null {
  const [, node = '', port] = /^([^.]+)(?:\.(.+))?$/.exec(text ?? '') ?? []
  const nodeId = nodeNamed(site, node)
  return nodeId === null ? null : { nodeId, port: port ?? null }
}

/** A value that an edit gives as JSON text; text that is not JSON stands for itself. */
export function jsonOf(text: string | null): Json {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return text
  }
}

/** Makes one edit. */
export function applyOp(site: EditSite, op: EditOp): void {
  const { tools, line } = site
  const { bench } = tools
  switch (op.op) {
    case 'add':
      return addNode(site, op)
    case 'setInput':
      return setInput(site, op)
    case 'addInput':
      return addInput(site, op)
    case 'addOutput':
      return addOutput(site, op)
    case 'connect': {
      const [from, to] = [endOf(site, op.from), endOf(site, op.to)]
      if (from && to?.port)
        connect(tools, from, { nodeId: to.nodeId, key: to.port }, { line, nodeId: to.nodeId })
      else if (from && to) refuseOp(site, 'A wire leads to a port: node.port.', { got: op.to ?? '' })
      return
    }
    case 'disconnect':
      return disconnect(site, op)
  }
  const nodeId = nodeNamed(site, op.node)
  if (nodeId === null) return
  const at = { line, nodeId }
  const make = (change: Change) => void bench.apply([change], at)
  switch (op.op) {
    case 'set':
      return setParam(site, nodeId, op)
    case 'replaceText':
      return replaceText(site, nodeId, op)
    case 'unset': {
      const type = bench.typeOf(nodeId)
      const param = type && paramNamed(tools, type, op.param ?? '', at)
      if (param) make({ type: 'param.set', nodeId, param, value: null, unset: true })
      return
    }
    case 'rename':
      return make({ type: 'node.rename', nodeId, name: cleanTitle(op.name ?? op.value ?? '') })
    case 'remove':
      return make({ type: 'node.remove', nodeId })
    case 'mode': {
      const mode = (['active', 'bypassed', 'muted'] as const).find((one) => one === jsonOf(op.value))
      if (mode) return make({ type: 'node.mode', nodeId, mode })
      return refuseOp(site, 'A mode is active, bypassed or muted.', { got: op.value ?? '' })
    }
  }
}

function setParam(site: EditSite, nodeId: string, op: EditOp): void {
  const { tools, line } = site
  const at = { line, nodeId }
  const type = tools.bench.typeOf(nodeId)
  const param = type && paramNamed(tools, type, op.param ?? '', at)
  const value = param ? paramValue(tools, type, { param, value: jsonOf(op.value) }, at) : undefined
  if (!param || value === undefined) return
  const input = tools.bench.recipe.inputs.find(({ to }) =>
    to.some((target) => target.nodeId === nodeId && 'param' in target && target.param === param),
  )
  // A recipe input wins over what the node holds: the value that counts is its default.
  if (input) return setInput(site, { ...op, param: input.key })
  tools.bench.apply([{ type: 'param.set', nodeId, param, value, unset: false }], at)
}

function replaceText(site: EditSite, nodeId: string, { param: asked, find, replace }: EditOp): void {
  const { tools, line } = site
  const at = { line, nodeId }
  const type = tools.bench.typeOf(nodeId)
  const param = type && paramNamed(tools, type, asked ?? '', at)
  if (!param) return
  const held = own(tools.bench.node(nodeId)?.params ?? {}, param)
  const parts = typeof held === 'string' && find ? held.split(find) : []
  if (parts.length !== 2)
    return refuseOp(site, `“${param}” holds this text ${parts.length > 2 ? 'more than once' : 'nowhere'}.`, {
      got: find ?? '',
      expected: typeof held === 'string' ? held : 'a text',
    })
  const value = paramValue(tools, type, { param, value: parts.join(replace ?? '') }, at)
  if (value !== undefined) tools.bench.apply([{ type: 'param.set', nodeId, param, value, unset: false }], at)
}

function disconnect(site: EditSite, { from, to }: EditOp): void {
  const target = to === null ? null : endOf(site, to)
  const source = from === null ? null : endOf(site, from)
  if ((to !== null && !target) || (from !== null && !source)) return
  const fits = (end: { nodeId: string; port: string }, asked: ReturnType<typeof endOf>) =>
    asked === null || (asked.nodeId === end.nodeId && (asked.port === null || asked.port === end.port))
  const wires = [...placedEdges(site.tools.bench.recipe.graph).values()].filter(
    ({ edge }) => fits(edge.source, source) && fits(edge.target, target),
  )
  if (wires.length === 0 || (target === null && source === null))
    return refuseOp(site, 'There is no such wire.', { got: `${from ?? ''} → ${to ?? ''}` })
  site.tools.bench.apply(
    wires.map(({ edge }) => ({ type: 'edge.remove', edgeId: edge.id })),
    { line: site.line },
  )
}
