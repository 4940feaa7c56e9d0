import { type Edge, type GraphNode, portsOf } from '@segue/protocol'
import { testTypes } from './types.ts'
import type { World } from './world.ts'

/** How the nodes of a world hang together, looked up in the recipe alone. */
export interface Wiring {
  node(id: string): GraphNode
  control(id: string): string | null
  /** Edges that carry something into a node; of a bypassed one only what it passes on. */
  into(id: string): readonly Edge[]
  /** Whether anybody looks at what a node makes. */
  isRead(id: string): boolean
  /** Whether an output port may carry nothing. */
  mayBeEmpty(id: string, port: string): boolean
  /** Whether all that a node leads to, by way of others or not, is one of these ends. */
  leadsOnlyTo(id: string, isEnd: (edge: Edge) => boolean): boolean
}

/** Wires up a world. */
export function wiringOf({ recipe: { graph } }: World): Wiring {
  const node = (id: string) => {
    const found = graph.nodes[id]
    if (!found) throw new Error(`no node ${id}`)
    return found
  }
  const typeOf = (id: string) => testTypes.get(node(id).type)
  const isRead = (id: string): boolean => {
    const fed = graph.edges.filter(({ source }) => source.nodeId === id).map(({ target }) => target.nodeId)
    return (
      fed.length === 0 ||
      fed.some((other) => node(other).mode === 'muted' || (node(other).mode !== 'frozen' && isRead(other)))
    )
  }
  const takes = ({ target: { nodeId, port } }: Edge): boolean => {
    const { mode } = node(nodeId)
    if (mode === 'muted' || mode === 'frozen' || !isRead(nodeId)) return false
    return mode === 'active' || port === 'in0'
  }
  const wires = graph.edges.filter(takes)
  const control = (id: string) => (node(id).mode === 'active' ? (typeOf(id)?.control ?? null) : null)
  const leadsOnlyTo: Wiring['leadsOnlyTo'] = (id, isEnd) => {
    const out = wires.filter(({ source }) => source.nodeId === id)
    return out.length > 0 && out.every((edge) => isEnd(edge) || leadsOnlyTo(edge.target.nodeId, isEnd))
  }
  return {
    node,
    control,
    into: (id) => wires.filter(({ target }) => target.nodeId === id),
    isRead,
    mayBeEmpty(id, port) {
      const type = typeOf(id)
      return type !== undefined && portsOf(type, node(id)).outputs[port]?.optional === true
    },
    leadsOnlyTo,
  }
}
