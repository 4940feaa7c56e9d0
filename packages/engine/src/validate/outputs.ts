import { type Document, outputPort } from './document.ts'

/** Keys and sources of every recipe output. */
export function checkRecipeOutputs(document: Document): void {
  const keys = new Set<string>()
  for (const { key, from } of document.recipe.outputs) {
    if (keys.has(key))
      document.report({
        code: 'output.key_taken',
        message: `Two outputs of the recipe have the key ${key}.`,
        hint: 'Rename one of them.',
      })
    keys.add(key)
    if (outputPort(document, from.nodeId, from.port) === null)
      document.report({
        code: 'output.unknown_source',
        message: `The recipe output ${key} comes from ${from.nodeId} ${from.port}, which does not exist.`,
        hint: 'Point it at an output of a node in the graph, or remove it.',
        nodeId: from.nodeId,
        port: from.port,
      })
  }
}
