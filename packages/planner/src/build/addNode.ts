import { type Body, GraphNode } from '@segue/protocol'
import type { Json, PlannerType } from '../types.ts'
import { nodeIdFor } from './ids.ts'
import { placeFor } from './layout.ts'
import { type At, cleanTitle, type Tools } from './tools.ts'

export interface NewNode {
  /** What it is called where it was written; its id is told from it. */
  name: string
  type: PlannerType
  title: string | null
  params: Record<string, Json>
  /** The node in whose body it goes; null for the recipe's own graph. */
  holder: string | null
  /** Nodes that feed it and are there already; it stands to the right of them. */
  sources: readonly string[]
  body?: Body
}

/** Adds a node, with the prompt that it comes from. Gives its id; null, and a problem, when it cannot be added. */
export function makeNode(tools: Tools, made: NewNode, at: At): string | null {
  const { bench, findings, options } = tools
  const added = bench.changes.filter(({ type }) => type === 'node.add').length
  if (added >= options.maxNodes) {
    findings.trouble({
      code: 'plan.too_many_nodes',
      message: `This adds more than ${options.maxNodes} nodes; what comes after them is left out.`,
      hint: 'Write fewer nodes.',
      ...at,
    })
    return null
  }
  const nodeId = nodeIdFor(bench.recipe, made.name)
  const node = GraphNode.parse({
    type: made.type.id,
    version: made.type.version,
    name: cleanTitle(made.title ?? '') || made.type.title,
    params: made.params,
    origin: { by: 'ai', promptId: options.promptId },
    ...(made.body ? { body: made.body } : {}),
  })
  const place = placeFor(bench.recipe, {
    holder: made.holder,
    sources: made.sources,
    anchor: options.anchor,
  })
  return bench.apply([{ type: 'node.add', nodeId, node, at: place, in: made.holder }], { ...at, nodeId })
    ? nodeId
    : null
}
