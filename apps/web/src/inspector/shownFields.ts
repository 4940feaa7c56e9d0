import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import type { ParamField } from '../document/paramField.ts'

/** By steering node, params that only mean something when another param has a certain value. */
const conditions: Record<string, Record<string, (params: GraphNode['params']) => boolean>> = {
  wait: {
    seconds: ({ mode = 'duration' }) => mode === 'duration',
    until: ({ mode }) => mode === 'until',
    topic: ({ mode }) => mode === 'event',
    deadlineSec: ({ mode }) => mode === 'event',
  },
  approve: {
    otherwise: ({ deadlineSec }) => typeof deadlineSec === 'number' && deadlineSec > 0,
  },
  map: {
    each: ({ over = 'list' }) => over === 'list',
    from: ({ over }) => over === 'range',
    to: ({ over }) => over === 'range',
    chunk: ({ over }) => over === 'range',
  },
}

/** The params that mean something as the node stands; one that a wire drives is always among them. */
export function shownFields(
  type: NodeTypeInfo,
  node: GraphNode,
  fields: readonly ParamField[],
): readonly ParamField[] {
  const rules = type.control ? (conditions[type.control] ?? {}) : {}
  return fields.filter(({ key }) => node.promoted.includes(key) || (rules[key]?.(node.params) ?? true))
}
