import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { useGraph } from '../document/documentStore.ts'
import { useStep } from '../runs/runStore.ts'
import { FoldLine } from './FoldLine.tsx'
import { feedsOf } from './feeds.ts'
import { useUnfolded } from './foldStore.ts'
import styles from './node.module.css'
import { Port } from './Port.tsx'
import { portRows } from './portRows.ts'

interface NodePortsProps {
  id: string
  node: GraphNode
  type: NodeTypeInfo | undefined
}

/** The ports of a node: inputs left, outputs right, on the same lines. */
export function NodePorts({ id, node, type }: NodePortsProps) {
  const connected = useGraph((open) => feedsOf(open).get(id))
  const unfolded = useUnfolded(id)
  const bad = useStep(id)?.failure?.port
  const { inputs, outputs, folded, folds, count } = portRows(type, node, unfolded)
  const plugged = new Set(connected?.split('\n'))
  const port = (side: 'input' | 'output', row: number) => {
    const placed = (side === 'input' ? inputs : outputs)[row]
    if (!placed && side === 'input' && folds && row === inputs.length)
      return <FoldLine nodeId={id} name={node.recipe?.name ?? node.name} folded={folded} />
    if (!placed) return null
    return (
      <Port
        nodeId={id}
        nodeName={node.name}
        port={placed}
        side={side}
        connected={plugged.has(`${side} ${placed.key}`)}
        bad={side === 'input' && bad === placed.key}
      />
    )
  }
  if (count === 0) return null
  return (
    <div className={styles.ports}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; inputs and outputs share it
        <div key={row} className={styles.row}>
          {port('input', row)}
          {port('output', row)}
        </div>
      ))}
    </div>
  )
}
