import { diffSummary, type MigratedNode } from '@segue/protocol'
import { GitCompareArrows } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useDocument } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { stopComparing, useCompare } from './compareStore.ts'
import { DiffList } from './DiffList.tsx'
import { restoreVersion, takeMigration } from './versionOrders.ts'

/** Above the canvas while two versions are compared: which, what differs, and the way back. */
export function CompareBar() {
  const compared = useCompare((state) => state.compared)
  const revision = useDocument((state) => state.recipe?.revision)
  const lens = useDocument((state) => state.lens)
  const [listed, setListed] = useState(true)
  // Another recipe was opened meanwhile.
  const other = compared !== null && lens === null
  useEffect(() => {
    if (other) stopComparing()
  }, [other])
  if (compared === null || lens === null) return null
  const { before, after, diff, migrated } = compared
  const now = after.revision === revision
  return (
    <section aria-label="Compare" className="shrink-0 border-line border-b bg-panel">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
        <GitCompareArrows size={15} className="shrink-0 text-muted" />
        <span className="font-medium">
          {migrated
            ? 'As it is → up to date'
            : `Version ${before.revision} → ${now ? 'now' : `version ${after.revision}`}`}
        </span>
        <span className="min-w-0 flex-1 truncate text-muted text-node max-md:hidden">
          {diffSummary(diff) || 'No difference'}
        </span>
        <span className="flex gap-2 max-md:ml-auto">
          <Button look="quiet" aria-expanded={listed} onClick={() => setListed(!listed)}>
            {listed ? 'Hide list' : 'Show list'}
          </Button>
          {migrated ? (
            <>
              <Button onClick={stopComparing}>Not now</Button>
              <Button look="primary" onClick={() => void takeMigration()}>
                Bring up to date
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => void restoreVersion(before.revision)}>Restore {before.revision}</Button>
              <Button look="primary" onClick={stopComparing}>
                Done
              </Button>
            </>
          )}
        </span>
      </div>
      {listed && migrated && <Says nodes={migrated} />}
      {listed && <DiffList diff={diff} />}
    </section>
  )
}

/** What is different for a person, as the node types say it. */
function Says({ nodes }: { nodes: readonly MigratedNode[] }) {
  return (
    <ul aria-label="What is different" className="space-y-0.5 px-4 pb-1 text-node">
      {nodes.map(({ nodeId, name, says }) => (
        <li key={nodeId}>
          {name} <span className="text-muted">{says.join(' ')}</span>
        </li>
      ))}
    </ul>
  )
}
