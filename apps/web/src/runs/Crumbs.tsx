import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { useItems } from './childStore.ts'
import { openRun } from './openItem.ts'
import { type Crumb, crumbsOf } from './runPlace.ts'
import { useRunStore } from './runStore.ts'
import { useStepName } from './stepName.ts'

/** The way back from a run inside a run. Nothing in the run that a person started. */
export function Crumbs() {
  const shownId = useRunStore((state) => state.shownId)
  const crumbs = shownId === null ? [] : crumbsOf(shownId)
  if (crumbs.length < 2) return null
  return (
    <nav aria-label="Place in the run" className="flex h-8 shrink-0 items-center gap-1 px-3 text-node">
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.runId}>
          {index > 0 && <ChevronRight size={12} className="text-faint" />}
          <button
            type="button"
            disabled={index === crumbs.length - 1}
            onClick={() => openRun(crumb.runId)}
            className="rounded-field px-1 text-muted enabled:hover:text-text disabled:text-text"
          >
            {crumb.nodeId === null ? 'Run' : <Name crumb={crumb} parent={crumbs[index - 1]?.runId ?? ''} />}
          </button>
        </Fragment>
      ))}
    </nav>
  )
}

function Name({ crumb: { nodeId, item }, parent }: { crumb: Crumb; parent: string }) {
  const step = useStepName(nodeId ?? '')
  const name = useItems(parent, nodeId ?? '')?.[item]?.name
  return <>{name ? `${step} · ${name}` : step}</>
}
