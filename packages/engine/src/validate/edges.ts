import { compatibility, type Edge } from '@segue/protocol'
import { type Document, feedsOf, outputPort } from './document.ts'
import { inputNames, inputPort } from './ports.ts'
import { didYouMean } from './report.ts'

/** Both ends, types, doubles and crowded ports of every edge. */
export function checkEdges(document: Document): void {
  const ids = new Set<string>()
  const pairs = new Set<string>()
  const crowded = new Set<string>()
  for (const edge of document.graph.edges) {
    const { id, source, target } = edge
    const at = { nodeId: target.nodeId, port: target.port, context: { edgeId: id } }
    if (ids.has(id))
      document.report({
        code: 'edge.id_taken',
        message: `Two edges have the id ${id}.`,
        hint: 'Give one of them another id.',
        ...at,
      })
    ids.add(id)
    const pair = `${source.nodeId} ${source.port} ${target.nodeId} ${target.port}`
    const to = `${target.nodeId} ${target.port}`
    if (pairs.has(pair))
      document.report({
        code: 'edge.duplicate',
        message: `The same two ports are joined twice.`,
        hint: 'Remove one of the two edges.',
        ...at,
      })
    else if (!crowded.has(to) && feedsOf(document, target.nodeId, target.port).length > 1) {
      if (hasOtherSource(document, edge)) reportCrowded(document, edge)
      crowded.add(to)
    }
    pairs.add(pair)
    checkEnds(document, edge)
  }
}

const hasOtherSource = (document: Document, { source, target }: Edge): boolean =>
  feedsOf(document, target.nodeId, target.port).some(
    (feed) => 'input' in feed || feed.output !== `${source.nodeId} ${source.port}`,
  )

function reportCrowded({ report, nodes }: Document, { id, target }: Edge): void {
  report({
    code: 'port.occupied',
    message: `${target.port} of ${nodes.get(target.nodeId)?.node.name ?? target.nodeId} gets more than one value.`,
    hint: 'Keep one edge or recipe input and remove the others, or put a node between that joins them.',
    nodeId: target.nodeId,
    port: target.port,
    context: { edgeId: id },
  })
}

function checkEnds(document: Document, { id, source, target }: Edge): void {
  const { nodes, types, report } = document
  const from = outputPort(document, source.nodeId, source.port)
  const placed = nodes.get(target.nodeId)
  const to = placed ? (placed.type ? inputPort(placed, target.port) : 'any') : null
  const context = { edgeId: id }
  if (from === null) {
    const feeder = nodes.get(source.nodeId)
    report({
      code: feeder ? 'edge.unknown_port' : 'edge.unknown_node',
      message: feeder
        ? `${feeder.node.name} has no output ${source.port}.`
        : `An edge comes from ${source.nodeId}, which is not in this graph.`,
      hint: `${feeder?.type ? didYouMean(source.port, Object.keys(feeder.ports.outputs)) : ''}Remove the edge or join it again.`,
      nodeId: source.nodeId,
      port: source.port,
      context,
    })
  }
  if (to === null)
    report({
      code: placed ? 'edge.unknown_port' : 'edge.unknown_node',
      message: placed
        ? `${placed.node.name} has no input ${target.port}.`
        : `An edge leads to ${target.nodeId}, which is not in this graph.`,
      hint: `${placed?.type ? didYouMean(target.port, inputNames(placed)) : ''}Remove the edge or join it again.`,
      nodeId: target.nodeId,
      port: target.port,
      context,
    })
  if (from === null || to === null || from === 'any' || to === 'any') return
  const fit = compatibility(from, to)
  if (fit.ok) return
  const converter = fit.converter === null ? undefined : types.get(fit.converter)
  report({
    code: 'edge.type_mismatch',
    message: `${nodes.get(source.nodeId)?.node.name} → ${placed?.node.name}: ${fit.reason}`,
    hint: converter
      ? `Put ${converter.title} (${converter.id}) between them.`
      : 'Join another output, or remove the edge.',
    nodeId: target.nodeId,
    port: target.port,
    context: { edgeId: id, from, to, converter: fit.converter },
  })
}
