'use client'

import { portTypes } from '@segue/protocol'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useNodeType } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { NodePreview } from '../previews/NodePreview.tsx'
import { useStep } from '../runs/runStore.ts'
import { cx } from '../ui/cx.ts'
import { TypeIcon } from '../ui/TypeIcon.tsx'
import { useNodeMark } from '../versions/compareStore.ts'
import diffs from './diffMark.module.css'
import { lostPort } from './flow.ts'
import { useUnfolded } from './foldStore.ts'
import hidden from './hiddenPort.module.css'
import { InlineParams } from './InlineParams.tsx'
import { NodeFooter } from './NodeFooter.tsx'
import { NodeHeader } from './NodeHeader.tsx'
import { NodePorts } from './NodePorts.tsx'
import styles from './node.module.css'
import kinds from './nodeKind.module.css'
import { nodeSize } from './nodeSize.ts'
import { stateWords } from './StepState.tsx'
import { mainType } from './scene.ts'

/** A node on the canvas. Reads its own slice of the document and of the run; the canvas library passes only the id. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps) {
  const node = useGraph(({ graph }) => graph.nodes[id])
  const type = useNodeType(node?.type ?? '')
  const look = useStep(id)
  const unfolded = useUnfolded(id)
  const mark = useNodeMark(id)
  if (!node) return null
  const { preview, fields } = nodeSize(type, node, unfolded)
  const state = stateWords(look, node.mode)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a node is no form part
    <div
      id={`node-${id}`}
      role="group"
      aria-label={[node.name, type?.title, state, mark].filter(Boolean).join(', ')}
      className={cx(styles.node, node.body && kinds.holder, mark && diffs.marked)}
      data-state={look?.status ?? 'idle'}
      data-paused={look?.paused || undefined}
      data-mode={node.mode}
      data-selected={selected || undefined}
      data-diff={mark}
      data-missing={type ? undefined : true}
      style={{ '--rule': type ? portTypes[mainType(type, node)].colour : 'var(--color-line-hover)' }}
    >
      <LostPort nodeId={id} side="input" />
      <LostPort nodeId={id} side="output" />
      <NodeHeader id={id} node={node} type={type} />
      <NodePorts id={id} node={node} type={type} />
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
