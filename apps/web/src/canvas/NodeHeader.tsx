import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { CircleHelp } from 'lucide-react'
import { edit } from '../document/documentStore.ts'
import { PlanDot } from '../runs/PlanDot.tsx'
import { useStep } from '../runs/runStore.ts'
import { TypeIcon } from '../ui/TypeIcon.tsx'
import styles from './node.module.css'
import { startRename, useRenaming } from './renameStore.ts'
import { StepState } from './StepState.tsx'

interface NodeHeaderProps {
  id: string
  node: GraphNode
  type: NodeTypeInfo | undefined
}

/** Sign, name, time or progress, and the state of a node. */
export function NodeHeader({ id, node, type }: NodeHeaderProps) {
  const look = useStep(id)
  const renaming = useRenaming(id)
  const running = look?.status === 'running'
  return (
    <div className={styles.header}>
      <span className={styles.icon}>{type ? <TypeIcon type={type} /> : <CircleHelp size={14} />}</span>
      {renaming ? (
        <TitleField id={id} name={node.name} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 renames from the keyboard
        <span data-rename className={styles.title} onDoubleClick={() => startRename(id)} title={type?.title}>
          {node.name}
        </span>
      )}
      <PlanDot nodeId={id} />
      <StepState look={look} mode={node.mode} />
      {running && look.fraction !== null ? (
        <div className={styles.bar} style={{ transform: `scaleX(${look.fraction})` }} />
      ) : null}
    </div>
  )
}

function TitleField({ id, name }: { id: string; name: string }) {
  const commit = (value: string) => {
    startRename(null)
    const next = value.trim().slice(0, 120)
    if (next && next !== name) edit('Rename', [{ type: 'node.rename', nodeId: id, name: next }])
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person just asked to type here
      autoFocus
      type="text"
      aria-label="Node name"
      defaultValue={name}
      className={`${styles.rename} nodrag`}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => commit(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') startRename(null)
      }}
    />
  )
}
