import { elementOf, type GraphNode, type NodeTypeInfo, portTypes } from '@segue/protocol'
import { useGraph } from '../document/documentStore.ts'
import { type PlacedPort, portsOf } from '../document/ports.ts'
import { PortShape } from '../ui/PortShape.tsx'
import { Feed } from './Feed.tsx'

interface PortListProps {
  nodeId: string
  node: GraphNode
  type: NodeTypeInfo
}

/** Every port of a node: what it carries, what feeds it, where it goes. */
export function PortList({ nodeId, node, type }: PortListProps) {
  const edges = useGraph(({ graph }) => graph.edges)
  const nodes = useGraph(({ graph }) => graph.nodes)
  const { inputs, outputs } = portsOf(type, node)
  const targets = (port: string): string => {
    const out = edges?.filter(({ source }) => source.nodeId === nodeId && source.port === port) ?? []
    return out.map(({ target }) => nodes?.[target.nodeId]?.name ?? '').join(', ') || 'Goes nowhere yet'
  }
  return (
    <div className="flex flex-col gap-0.5">
      {inputs.map((port) => (
        <Line key={`in ${port.key}`} port={port} side="in">
          <Feed nodeId={nodeId} port={port.key} />
        </Line>
      ))}
      {outputs.map((port) => (
        <Line key={`out ${port.key}`} port={port} side="out">
          <span className="truncate px-1 text-muted text-node">{targets(port.key)}</span>
        </Line>
      ))}
    </div>
  )
}

function Line({ port, side, children }: { port: PlacedPort; side: 'in' | 'out'; children: React.ReactNode }) {
  const { label } = portTypes[elementOf(port.type)]
  return (
    <div className="grid h-6 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-2" title={port.help}>
      <span className="flex min-w-0 items-center gap-2">
        <PortShape type={port.type} state={side === 'in' ? 'empty' : 'connected'} size={10} />
        <span className="truncate text-node">{port.label}</span>
        {port.label.toLowerCase() === label.toLowerCase() ? null : (
          <span className="truncate text-muted text-tiny">{label}</span>
        )}
      </span>
      {children}
    </div>
  )
}
