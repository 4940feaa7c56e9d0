import { select } from '../document/selectionStore.ts'
import { useInspectorOpen } from '../inspector/inspectorStore.ts'
import { showDock } from '../runs/dockStore.ts'
import { pausedHint, steerSteps } from '../runs/pausing.ts'
import { retryStep } from '../runs/startRun.ts'
import type { StepLook } from '../runs/stepLook.ts'
import styles from './nodeFooter.module.css'

interface NodeFooterProps {
  nodeId: string
  look: StepLook | undefined
}

interface Told {
  message: string
  hint: string | null
  tone: 'error' | 'stale'
  actions: readonly { label: string; act: () => void }[]
}

/** One plain sentence below the node when something needs a person: what is wrong, then what to do. */
export function NodeFooter({ nodeId, look }: NodeFooterProps) {
  const told = look && toldOf(nodeId, look)
  if (!told) return null
  return (
    <div className={styles.footer} style={{ '--tone': `var(--color-${told.tone})` }} role="status">
      <p>{told.message}</p>
      {told.hint ? <p className={styles.hint}>{told.hint}</p> : null}
      {told.actions.length > 0 ? (
        <div className={styles.actions}>
          {told.actions.map(({ label, act }) => (
            <button key={label} type="button" className="nodrag" onClick={act}>
              {label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function toldOf(nodeId: string, look: StepLook): Told | null {
  const { failure, reason, status, paused } = look
  const details = { label: 'Details', act: () => showDock('problems') }
  if (paused) {
    const resume = { label: 'Resume', act: () => void steerSteps('resume', [nodeId]) }
    return { message: 'Paused by hand.', hint: pausedHint(look), tone: 'stale', actions: [resume] }
  }
  if (status === 'blocked') {
    const again = { label: 'Try now', act: () => void retryStep(nodeId) }
    const message = failure?.message ?? reason ?? 'Something on this machine is missing.'
    return { message, hint: failure?.hint ?? null, tone: 'stale', actions: [again, details] }
  }
  if (failure) {
    const fix = () => {
      select([nodeId])
      useInspectorOpen.setState({ open: true })
    }
    const tone = status === 'failed' ? 'error' : 'stale'
    return { ...failure, tone, actions: [{ label: 'Fix', act: fix }, details] }
  }
  const held = status === 'unknown' || status === 'retrying'
  return held && reason ? { message: reason, hint: null, tone: 'stale', actions: [] } : null
}
