import { nearest } from '@segue/engine'
import { makeNode } from '../build/addNode.ts'
import { nearestType } from '../fix/nearestType.ts'
import { type EditSite, refuseOp } from './applyOp.ts'
import type { EditOp } from './editOp.ts'

/** Adds a node; later edits set it up and join it. `node` is what they call it. */
export function addNode(site: EditSite, { node, type: asked, name }: EditOp): void {
  const { tools, names, line } = site
  const type = nearestType(tools.options.types, asked ?? '')
  if (!type)
    return tools.findings.trouble({
      code: 'node.unknown_type',
      message: `There is no node type “${asked ?? ''}”.`,
      hint: 'Use one from the list of node types.',
      line,
      got: asked ?? '',
      suggest: nearest(asked ?? '', tools.options.types.keys()),
    })
  const called = node ?? type.id.split('.').at(-1) ?? 'node'
  if (names.has(called)) return refuseOp(site, `Two nodes are called “${called}”.`, { got: called })
  const made = { name: called, type, title: name, params: {}, holder: null, sources: [] }
  const nodeId = makeNode(tools, made, { line })
  if (nodeId !== null) names.set(called, nodeId)
}
