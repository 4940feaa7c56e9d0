import { useGraph } from '../document/documentStore.ts'
import { Keys } from '../ui/Keys.tsx'

/** What an empty graph says. */
export function EmptyCanvas() {
  const empty = useGraph(({ graph }) => Object.keys(graph.nodes).length === 0)
  if (!empty) return null
  return (
    <div className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-2 text-muted">
      <p className="flex items-center gap-2 text-ui text-text">
        Drop a file here, or press <Keys keys="/" /> to add the first node
      </p>
      <p className="text-node">Double-click anywhere works, too.</p>
    </div>
  )
}
