import type { StepLook } from '../runs/stepLook.ts'
import styles from './node.module.css'

/** One plain sentence below the node when something needs a person: what is wrong, then what to do. */
export function NodeFooter({ look }: { look: StepLook | undefined }) {
  const { failure, reason, status } = look ?? {}
  const held = status === 'blocked' || status === 'unknown' || status === 'retrying'
  if (!failure && !(held && reason)) return null
  const tone = status === 'failed' ? 'var(--color-error)' : 'var(--color-stale)'
  return (
    <div className={styles.footer} style={{ '--tone': tone }} role="status">
      <p>{failure?.message ?? reason}</p>
      {failure?.hint ? <p className={styles.hint}>{failure.hint}</p> : null}
    </div>
  )
}
