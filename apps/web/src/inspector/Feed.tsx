import { useDocument } from '../document/documentStore.ts'
import { select } from '../document/selectionStore.ts'

/** What feeds an input: another node (a click goes there), an input of the recipe, or nothing yet. */
export function Feed({ nodeId, port }: { nodeId: string; port: string }) {
  const recipe = useDocument((state) => state.recipe)
  const wire = recipe?.graph.edges.find(({ target }) => target.nodeId === nodeId && target.port === port)
  const source = wire && recipe?.graph.nodes[wire.source.nodeId]
  if (wire && source)
    return (
      <button
        type="button"
        className="truncate rounded-field px-1 text-left text-node hover:bg-raised"
        onClick={() => select([wire.source.nodeId])}
      >
        {source.name} <span className="text-muted">· {wire.source.port}</span>
      </button>
    )
  const input = recipe?.inputs.find(({ to }) =>
    to.some((target) => target.nodeId === nodeId && ('port' in target ? target.port : target.param) === port),
  )
  return (
    <span className="truncate px-1 text-muted text-node">
      {input ? `Input of the recipe: ${input.label}` : 'Nothing yet'}
    </span>
  )
}
