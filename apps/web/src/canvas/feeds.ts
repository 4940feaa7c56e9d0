import type { Graph } from '@segue/protocol'
import { faceIds } from '../document/faces.ts'
import type { OpenGraph } from '../document/openGraph.ts'

const memo = new WeakMap<Graph['edges'], WeakMap<OpenGraph['inputs'], ReadonlyMap<string, string>>>()

/**
 * By node id, the ports that something is plugged into, as `input audio\noutput curves` and so on. An input of the recipe or body
 * that fills a port counts. Text, so that a node draws again only when its own ports change.
 */
export function feedsOf({ shown: { graph }, inputs }: OpenGraph): ReadonlyMap<string, string> {
  const byInputs = memo.get(graph.edges) ?? new WeakMap<OpenGraph['inputs'], ReadonlyMap<string, string>>()
  memo.set(graph.edges, byInputs)
  const known = byInputs.get(inputs)
  if (known) return known
  const feeds = new Map<string, string[]>()
  const add = (nodeId: string, port: string) => feeds.set(nodeId, [...(feeds.get(nodeId) ?? []), port])
  for (const { source, target } of graph.edges) {
    add(source.nodeId, `output ${source.port}`)
    add(target.nodeId, `input ${target.port}`)
  }
  for (const input of inputs)
    for (const target of input.to) if ('port' in target) add(target.nodeId, `input ${target.port}`)
  if (Object.hasOwn(graph.nodes, faceIds.in))
    for (const { key, to } of inputs) if (to.length > 0) add(faceIds.in, `output ${key}`)
  const result = new Map([...feeds].map(([nodeId, ports]) => [nodeId, ports.join('\n')]))
  byInputs.set(inputs, result)
  return result
}
