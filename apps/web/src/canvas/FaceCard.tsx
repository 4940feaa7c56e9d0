'use client'

import { portTypes } from '@segue/protocol'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useNodeType } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { cx } from '../ui/cx.ts'
import { NodePorts } from './NodePorts.tsx'
import styles from './node.module.css'
import kinds from './nodeKind.module.css'
import { mainType } from './scene.ts'

/** One of the two ends of a body: what comes in or goes out, as ports to draw wires from and to. */
export const FaceCard = memo(function FaceCard({ id }: NodeProps) {
  const node = useGraph(({ shown }) => shown.graph.nodes[id])
  const type = useNodeType(node?.type ?? '')
  if (!node || !type) return null
  return (
    <section
      aria-label={node.name}
      title={type.summary}
      className={cx(styles.node, kinds.face)}
      style={{ '--rule': portTypes[mainType(type, node)].colour }}
    >
      <div className={styles.header}>
        <span className={styles.title}>{node.name}</span>
      </div>
      <NodePorts id={id} node={node} type={type} />
    </section>
  )
})
