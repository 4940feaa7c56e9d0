import styles from './planDot.module.css'
import { usePlanned } from './planStore.ts'
import { useStep } from './runStore.ts'

const verbs = { runs: 'Runs', waits: 'Runs perhaps' } as const

/** What the next run would do with a node, as a mark on it: a dot for what runs, a tick in outline for what stays. */
export function PlanDot({ nodeId }: { nodeId: string }) {
  const planned = usePlanned(nodeId)
  const said = useStep(nodeId)?.settledBy === 'cached'
  if (planned?.verdict === 'cached')
    return said ? null : (
      <span
        role="img"
        aria-label="cached"
        title="Nothing changed: the stored result is used"
        className={styles.kept}
      />
    )
  if (planned?.verdict !== 'runs' && planned?.verdict !== 'waits') return null
  const words = `${verbs[planned.verdict]}: ${planned.because}`
  return <span role="img" aria-label={words} title={words} className={styles[planned.verdict]} />
}
