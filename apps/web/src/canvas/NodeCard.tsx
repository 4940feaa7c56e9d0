'use client'

import { portTypes } from '@segue/protocol'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useNodeType } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { isFace } from '../document/faces.ts'
import { NodePreview } from '../previews/NodePreview.tsx'
import { useStep } from '../runs/runStore.ts'
import { cx } from '../ui/cx.ts'
import { TypeIcon } from '../ui/TypeIcon.tsx'
import { FoldLine } from './FoldLine.tsx'
import { feedsOf } from './feeds.ts'
import { lostPort } from './flow.ts'
import { useUnfolded } from './foldStore.ts'
import hidden from './hiddenPort.module.css'
import { InlineParams } from './InlineParams.tsx'
import { NodeFooter } from './NodeFooter.tsx'
import { NodeHeader } from './NodeHeader.tsx'
import styles from './node.module.css'
import kinds from './nodeKind.module.css'
import { nodeSize } from './nodeSize.ts'
import { Port } from './Port.tsx'
import { portRows } from './portRows.ts'
import { stateWords } from './StepState.tsx'
import { mainType } from './scene.ts'

/** A node on the canvas. Reads its own slice of the document and of the run; the canvas library passes only the id. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps) {
  const node = useGraph(({ shown }) => shown.graph.nodes[id])
  const connected = useGraph((open) => feedsOf(open).get(id))
  const type = useNodeType(node?.type ?? '')
  const look = useStep(id)
  const unfolded = useUnfolded(id)
  if (!node) return null
  const { inputs, outputs, folded, folds, count } = portRows(type, node, unfolded)
  const plugged = new Set(connected?.split('\n'))
  const rows = Array.from({ length: count }, (_, row) => row)
  const { preview, fields } = nodeSize(type, node, unfolded)
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
        bad={side === 'input' && look?.failure?.port === placed.key}
      />
    )
  }
  const state = stateWords(look, node.mode)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a node is no form part
    <div
      id={`node-${id}`}
      role="group"
      aria-label={[node.name, type?.title, state].filter(Boolean).join(', ')}
      className={cx(styles.node, node.body && kinds.holder, isFace(id) && kinds.face)}
      data-state={look?.status ?? 'idle'}
      data-mode={node.mode}
      data-selected={selected || undefined}
      data-missing={type ? undefined : true}
      style={{ '--rule': type ? portTypes[mainType(type, node)].colour : 'var(--color-line-hover)' }}
    >
      <LostPort nodeId={id} side="input" />
      <LostPort nodeId={id} side="output" />
      <NodeHeader id={id} node={node} type={type} />
      {rows.length > 0 ? (
        <div className={styles.ports}>
          {rows.map((row) => (
            <div key={row} className={styles.row}>
              {port('input', row)}
              {port('output', row)}
            </div>
          ))}
        </div>
      ) : null}
      {type ? <InlineParams id={id} node={node} type={type} /> : null}
      {type ? null : <p className="px-2.5 pt-2 text-muted">Segue has no node “{node.type}”.</p>}
      {preview > 0 ? (
        <div className={styles.preview} style={{ '--preview': `${preview}px`, '--fields': `${fields}px` }}>
          {type && !look ? (
            <div className={styles.blank}>
              <TypeIcon type={type} size={Math.min(28, preview / 2.4)} />
            </div>
          ) : null}
          <NodePreview nodeId={id} />
        </div>
      ) : null}
      <NodeFooter nodeId={id} look={look} />
    </div>
  )
})

/** Where wires hang whose port is gone, so that they can be seen and taken off. */
function LostPort({ nodeId, side }: { nodeId: string; side: 'input' | 'output' }) {
  return (
    <span
      aria-hidden
      className={`${hidden.lost} ${side === 'input' ? 'target' : 'source'}`}
      data-handleid={lostPort}
      data-handlepos={side === 'input' ? 'left' : 'right'}
      data-nodeid={nodeId}
      data-side={side}
    />
  )
}
