import { useGraph } from '../document/documentStore.ts'
import { select } from '../document/selectionStore.ts'

/** What feeds an input: another node (a click goes there), an input of the recipe, or nothing yet. */
export function Feed({ nodeId, port }: { nodeId: string; port: string }) {
  const open = useGraph((graph) => graph)
  const wire = open?.graph.edges.find(({ target }) => target.nodeId === nodeId && target.port === port)
  const source = wire && open?.graph.nodes[wire.source.nodeId]
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
  const input = open?.inputs.find(({ to }) =>
    to.some((target) => target.nodeId === nodeId && ('port' in target ? target.port : target.param) === port),
  )
  return (
    <span className="truncate px-1 text-muted text-node">
      {input
        ? open?.holder === null
          ? `Input of the recipe: ${input.label}`
          : `From outside: ${input.label}`
        : 'Nothing yet'}
    </span>
  )
}
