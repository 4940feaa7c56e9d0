import { select } from '../document/selectionStore.ts'
import { useInspectorOpen } from '../inspector/inspectorStore.ts'
import { showDock } from '../runs/dockStore.ts'
import type { StepLook } from '../runs/stepLook.ts'
import styles from './nodeFooter.module.css'

interface NodeFooterProps {
  nodeId: string
  look: StepLook | undefined
}

/** One plain sentence below the node when something needs a person: what is wrong, then what to do. */
export function NodeFooter({ nodeId, look }: NodeFooterProps) {
  const { failure, reason, status } = look ?? {}
  const held = status === 'blocked' || status === 'unknown' || status === 'retrying'
  if (!failure && !(held && reason)) return null
  const tone = status === 'failed' ? 'var(--color-error)' : 'var(--color-stale)'
  const fix = () => {
    select([nodeId])
    useInspectorOpen.setState({ open: true })
  }
  return (
    <div className={styles.footer} style={{ '--tone': tone }} role="status">
      <p>{failure?.message ?? reason}</p>
      {failure?.hint ? <p className={styles.hint}>{failure.hint}</p> : null}
      {failure ? (
        <div className={styles.actions}>
          <button type="button" className="nodrag" onClick={fix}>
            Fix
          </button>
          <button type="button" className="nodrag" onClick={() => showDock('problems')}>
            Details
          </button>
        </div>
      ) : null}
    </div>
  )
}
