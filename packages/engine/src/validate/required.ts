import { compatibility, own } from '@segue/protocol'
import { type Document, feedsOf, type Placed } from './document.ts'

/** Every required port has a source, and bypassed nodes can pass on what is asked of them. */
export function checkRequired(document: Document): void {
  const asked = outputsInUse(document)
  for (const placed of document.nodes.values()) {
    const { nodeId, node, type, ports } = placed
    if (!type || node.mode === 'muted' || node.mode === 'frozen') continue
    const passed =
      node.mode === 'bypassed' ? passedPorts(document, placed, asked.get(nodeId) ?? new Set()) : null
    for (const [port, { label, required }] of Object.entries(ports.inputs)) {
      if (!(passed ? passed.has(port) : required) || feedsOf(document, nodeId, port).length > 0) continue
      document.report({
        code: 'port.missing',
        message: `${node.name} needs ${label}.`,
        hint: `Connect an output to ${label}, or feed it from a recipe input.`,
        nodeId,
        port,
      })
    }
  }
}

function outputsInUse({ graph, outputs }: Document): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>()
  for (const { nodeId, port } of [
    ...graph.edges.map(({ source }) => source),
    ...outputs.map(({ from }) => from),
  ]) {
    const ports = asked.get(nodeId)
    if (ports) ports.add(port)
    else asked.set(nodeId, new Set([port]))
  }
  return asked
}

const fits = ({ inputs, outputs }: Placed['ports'], into: string, out: string): boolean => {
  const [from, to] = [own(inputs, into)?.type, own(outputs, out)?.type]
  return from !== undefined && to !== undefined && (from === to || compatibility(from, to).ok)
}

/** Input ports that a bypassed node passes on; reports outputs in use that it cannot serve. */
function passedPorts(
  { report }: Document,
  { nodeId, node, type, ports }: Placed,
  asked: Set<string>,
): Set<string> {
  const passed = new Set<string>()
  for (const port of asked) {
    const into = own(type?.passThrough ?? {}, port)
    if (into !== undefined && fits(ports, into, port)) passed.add(into)
    else
      report({
        code: 'node.cannot_bypass',
        message: `${node.name} is bypassed, but has nothing to pass on as ${port}.`,
        hint: 'Switch the node on again, mute it, or join what follows to another output.',
        nodeId,
        port,
      })
  }
  return passed
}
