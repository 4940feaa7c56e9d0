import type { SyncState } from '@segue/api'
import { NewSync } from './NewSync.tsx'
import { Panel } from './Panel.tsx'
import { SyncRow } from './SyncRow.tsx'
import { useStudio } from './studioStore.ts'

const none: readonly SyncState[] = []

/** Who follows whom. */
export function Syncs() {
  const syncs = useStudio(({ context }) => context?.syncs ?? none)
  return (
    <Panel title="Who follows whom">
      {syncs.length === 0 && (
        <p className="mb-2 text-muted text-node">
          Every application keeps its own time. Let one lead, and another plays, stops and jumps with it.
        </p>
      )}
      {syncs.length > 0 && (
        <ul aria-label="Syncs" className="mb-2 grid gap-2">
          {syncs.map((sync) => (
            <SyncRow key={`${sync.leader} ${sync.follower}`} sync={sync} />
          ))}
        </ul>
      )}
      <NewSync syncs={syncs} />
    </Panel>
  )
}
