import { type Document, outputPort } from './document.ts'

/** Keys and sources of every output of a recipe or body. */
export function checkOutputs(document: Document): void {
  const keys = new Set<string>()
  for (const { key, from } of document.outputs) {
    if (keys.has(key))
      document.report({
        code: 'output.key_taken',
        message: `Two outputs of the ${document.whole} have the key ${key}.`,
        hint: 'Rename one of them.',
      })
    keys.add(key)
    if (outputPort(document, from.nodeId, from.port) === null)
      document.report({
        code: 'output.unknown_source',
        message: `The ${document.whole} output ${key} comes from ${from.nodeId} ${from.port}, which does not exist.`,
        hint: 'Point it at an output of a node in the graph, or remove it.',
        nodeId: from.nodeId,
        port: from.port,
      })
  }
}
