import { elementOf, type GraphNode, type NodeTypeInfo, portTypes } from '@segue/protocol'
import { LogIn, LogOut } from 'lucide-react'
import { edit, useGraph } from '../document/documentStore.ts'
import { exposeInput, exposeOutput } from '../document/faceEdits.ts'
import { askForPort, showResult } from '../document/formEdits.ts'
import { type PlacedPort, portsOf } from '../document/ports.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { PortShape } from '../ui/PortShape.tsx'
import { Feed } from './Feed.tsx'

interface PortListProps {
  nodeId: string
  node: GraphNode
  type: NodeTypeInfo
}

/** Every port of a node: what it carries, what feeds it, where it goes. */
export function PortList({ nodeId, node, type }: PortListProps) {
  const open = useGraph((graph) => graph)
  const { edges, nodes } = open?.graph ?? {}
  const { inputs, outputs } = portsOf(type, node)
  const targets = (port: string): string => {
    const out = edges?.filter(({ source }) => source.nodeId === nodeId && source.port === port) ?? []
    return (
      out.map(({ target }) => nodes?.[target.nodeId]?.name ?? '').join(', ') ||
      (given(port) ? 'Goes out' : 'Goes nowhere yet')
    )
  }
  const inside = (open?.holder ?? null) !== null
  const filled = (key: string): boolean =>
    edges?.some(({ target }) => target.nodeId === nodeId && target.port === key) === true ||
    open?.inputs.some(({ to }) =>
      to.some(
        (target) => target.nodeId === nodeId && ('port' in target ? target.port : target.param) === key,
      ),
    ) === true
  const given = (key: string): boolean =>
    open?.outputs.some(({ from }) => from.nodeId === nodeId && from.port === key) === true
  const expose = (side: 'in' | 'out', port: PlacedPort) => {
    if (!open) return
    if (inside && side === 'in') edit('Let in from outside', exposeInput(open, nodeId, port))
    else if (inside) edit('Give out', exposeOutput(open, nodeId, port))
    else if (side === 'out') edit('Give as a result', showResult(open.recipe, nodeId, port))
    else edit('Ask in the form', askForPort(open.recipe, nodeId, port, node.promoted.includes(port.key)))
  }
  return (
    <div className="flex flex-col gap-0.5">
      {inputs.map((port) => (
        <Line key={`in ${port.key}`} port={port} side="in">
          <Feed nodeId={nodeId} port={port.key} />
          {!filled(port.key) ? (
            <Expose
              label={inside ? `Let ${port.label} come from outside` : `Ask for ${port.label} in the form`}
              onClick={() => expose('in', port)}
            >
              <LogIn size={12} />
            </Expose>
          ) : null}
        </Line>
      ))}
      {outputs.map((port) => (
        <Line key={`out ${port.key}`} port={port} side="out">
          <span className="truncate px-1 text-muted text-node">{targets(port.key)}</span>
          {!given(port.key) ? (
            <Expose
              label={inside ? `Give ${port.label} out` : `Make ${port.label} a result`}
              onClick={() => expose('out', port)}
            >
              <LogOut size={12} />
            </Expose>
          ) : null}
        </Line>
      ))}
    </div>
  )
}

function Line({ port, side, children }: { port: PlacedPort; side: 'in' | 'out'; children: React.ReactNode }) {
  const { label } = portTypes[elementOf(port.type)]
  const kind = port.type.startsWith('list<') ? `list of ${label.toLowerCase()}` : label.toLowerCase()
  const words = `${port.label} (${kind}). ${port.help}`
  return (
    <div className="grid h-6 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-2" title={words}>
      <span className="flex min-w-0 items-center gap-2">
        <PortShape type={port.type} state={side === 'in' ? 'empty' : 'connected'} size={10} />
        <span className="truncate text-node">{port.label}</span>
      </span>
      <span className="flex min-w-0 items-center justify-between gap-1">{children}</span>
    </div>
  )
}

function Expose({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <IconButton label={label} className="size-5" onClick={onClick}>
      {children}
    </IconButton>
  )
}
