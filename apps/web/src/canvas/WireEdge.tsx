'use client'

import { elementOf, portTypes } from '@segue/protocol'
import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useGraph } from '../document/documentStore.ts'
import { useSelection } from '../document/selectionStore.ts'
import { useWireMark } from '../versions/compareStore.ts'
import { useDrag } from './dragStore.ts'
import { type FlowEdge, portReach } from './flow.ts'
import styles from './wire.module.css'
import { pathData, pointOn, type Spot, wireCurve } from './wirePath.ts'

/** A wire in the colour and width of what it carries. Channels are drawn as two lines, events dashed. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data, selected } = props
  const tone = useSelection(({ nodes, edges }) => {
    if (nodes.size === 0 && edges.size === 0) return 'rest'
    return edges.has(id) || nodes.has(source) || nodes.has(target) ? 'lit' : 'dim'
  })
  const cut = useGraph(({ shown }) => shown.graph.nodes[source]?.mode === 'muted')
  const inserting = useDrag(({ insertInto }) => insertInto === id)
  const mark = useWireMark(id)
  const type = data?.portType ?? 'json'
  const broken = data?.broken ?? ''
  const name = elementOf(type)
  const { wire, colour: carried } = portTypes[name]
  const colour = broken ? 'var(--color-error)' : carried
  const curve = wireCurve({ x: sourceX - portReach, y: sourceY }, { x: targetX + portReach, y: targetY })
  const path = pathData(curve)
  const width = inserting ? wire + 3 : selected ? wire + 1 : wire
  return (
    <g
      className={styles.wire}
      data-tone={inserting ? 'lit' : tone}
      data-cut={cut || undefined}
      data-diff={mark}
      data-broken={broken !== '' || undefined}
    >
      {broken ? <title>{broken}</title> : null}
      <path className={styles.hit} d={path} />
      {type.startsWith('list<') ? (
        <path className={styles.line} d={path} stroke={colour} strokeWidth={width + 3} strokeOpacity={0.25} />
      ) : null}
      <path
        className={styles.line}
        d={path}
        stroke={selected ? 'var(--color-accent)' : mark ? markColours[mark] : colour}
        strokeWidth={name === 'channels' ? width + 2 : width}
        {...(name === 'event' ? { strokeDasharray: '5 4' } : {})}
      />
      {broken ? <BrokenMark {...pointOn(curve, 0.5)} /> : null}
      {name === 'channels' && !broken ? <path className={styles.gap} d={path} /> : null}
    </g>
  )
})

const markColours = {
  added: 'var(--color-done)',
  removed: 'var(--color-muted)',
  changed: 'var(--color-stale)',
}

/** A cross in the middle of a wire that carries nothing. */
function BrokenMark({ x, y }: Spot) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={8} className={styles.mark} />
      <path d="M-3 -3L3 3M3 -3L-3 3" className={styles.cross} />
    </g>
  )
}
