import type { EdgeEnd, PortType } from '@segue/protocol'
import { portsOf } from '../document/ports.ts'
import { judgeWire, type Wired } from '../document/wiring.ts'
import { PortShape } from '../ui/PortShape.tsx'

/** An input that would take a wire. */
export interface ConnectTarget {
  key: string
  end: EdgeEnd
  node: string
  port: string
  type: PortType
  filled: boolean
}

/** Inputs that would take a wire from an output, empty ones first, whose node or port name holds the query. */
export function connectTargets(wired: Wired, from: EdgeEnd, query: string): ConnectTarget[] {
  const asked = query.trim().toLowerCase()
  return Object.entries(wired.open.shown.graph.nodes)
    .flatMap(([nodeId, node]) =>
      portsOf(wired.catalogue.get(node.type), node).inputs.flatMap((port): ConnectTarget[] => {
        const end = { nodeId, port: port.key }
        const verdict = judgeWire(wired, from, end)
        if (!verdict.ok || !`${node.name} ${port.label}`.toLowerCase().includes(asked)) return []
        const { label, type } = port
        return [
          {
            key: `${nodeId} ${port.key}`,
            end,
            node: node.name,
            port: label,
            type,
            filled: verdict.replaces.length > 0,
          },
        ]
      }),
    )
    .sort((a, b) => Number(a.filled) - Number(b.filled))
}

/** One input in the list of `C`. */
export function ConnectRow({ target }: { target: ConnectTarget }) {
  return (
    <div className="flex h-6 items-center gap-2.5">
      <PortShape type={target.type} state={target.filled ? 'connected' : 'empty'} />
      <span className="truncate text-ui">{target.node}</span>
      <span className="truncate text-muted text-node">{target.port}</span>
      {target.filled ? <span className="ml-auto text-muted text-tiny">replaces its wire</span> : null}
    </div>
  )
}
