import { nodeIn } from '@segue/protocol'
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { useGraph } from '../document/documentStore.ts'
import { leaveTo } from './bodyActions.ts'

/** Where the open graph lies in the recipe, and the way back. Nothing in the recipe's own graph. */
export function Breadcrumb() {
  const open = useGraph((graph) => graph)
  if (!open || open.holder === null) return null
  const { recipe, path } = open
  const names = [recipe.name, ...path.map((id) => nodeIn(recipe.graph, id)?.name ?? id)]
  return (
    <nav
      aria-label="Place in the recipe"
      className="absolute top-3 left-3 z-20 flex h-8 max-w-[70%] items-center gap-0.5 rounded-node border border-line bg-header px-1.5 text-node"
    >
      {names.map((name, depth) => (
        <Fragment key={path[depth - 1] ?? 'recipe'}>
          {depth > 0 ? <ChevronRight size={12} className="shrink-0 text-faint" aria-hidden /> : null}
          <button
            type="button"
            disabled={depth === path.length}
            aria-current={depth === path.length ? 'location' : undefined}
            onClick={() => leaveTo(depth)}
            className="h-6 truncate rounded-field px-1.5 text-muted enabled:hover:bg-raised enabled:hover:text-text disabled:text-text"
          >
            {name}
          </button>
        </Fragment>
      ))}
    </nav>
  )
}
