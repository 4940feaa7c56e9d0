'use client'

import { elementOf, portTypes } from '@segue/protocol'
import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { useSelection } from '../document/selectionStore.ts'
import { useDrag } from './dragStore.ts'
import { type FlowEdge, portReach } from './flow.ts'
import styles from './wire.module.css'
import { pathData, wireCurve } from './wirePath.ts'

/** A wire in the colour and width of what it carries. Channels are drawn as two lines, events dashed. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data, selected } = props
  const tone = useSelection(({ nodes, edges }) => {
    if (nodes.size === 0 && edges.size === 0) return 'rest'
    return edges.has(id) || nodes.has(source) || nodes.has(target) ? 'lit' : 'dim'
  })
  const cut = useDocument(({ recipe }) => recipe?.graph.nodes[source]?.mode === 'muted')
  const inserting = useDrag(({ insertInto }) => insertInto === id)
  const type = data?.portType ?? 'json'
  const name = elementOf(type)
  const { colour, wire } = portTypes[name]
  const path = pathData(
    wireCurve({ x: sourceX - portReach, y: sourceY }, { x: targetX + portReach, y: targetY }),
  )
  const width = inserting ? wire + 3 : selected ? wire + 1 : wire
  return (
    <g className={styles.wire} data-tone={inserting ? 'lit' : tone} data-cut={cut || undefined}>
      <path className={styles.hit} d={path} />
      {type.startsWith('list<') ? (
        <path className={styles.line} d={path} stroke={colour} strokeWidth={width + 3} strokeOpacity={0.25} />
      ) : null}
      <path
        className={styles.line}
        d={path}
        stroke={selected ? 'var(--color-accent)' : colour}
        strokeWidth={name === 'channels' ? width + 2 : width}
        {...(name === 'event' ? { strokeDasharray: '5 4' } : {})}
      />
      {name === 'channels' ? <path className={styles.gap} d={path} /> : null}
    </g>
  )
})
