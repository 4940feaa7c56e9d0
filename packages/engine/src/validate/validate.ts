import type { Failure } from '@segue/protocol'
import { circlesOf } from '../compile/cycles.ts'
import { linksOf } from '../compile/order.ts'
import type { NodeTypes } from '../nodeTypeLike.ts'
import { type Document, openDocument } from './document.ts'
import { checkEdges } from './edges.ts'
import { checkRecipeInputs } from './inputs.ts'
import { checkNodes } from './nodes.ts'
import { checkRecipeOutputs } from './outputs.ts'
import { unsafeParts } from './plainJson.ts'
import { listOf } from './report.ts'
import { checkRequired } from './required.ts'
import { readRecipe } from './shape.ts'

/**
 * The one validator, for every door. Takes any value; an empty list means that the recipe compiles and runs.
 * All failures come at once, each with node, port and hint, in three layers: a document that is not safe to read
 * says only that, one of the wrong shape only how to mend the shape. Never throws.
 */
export function validate(recipe: unknown, types: NodeTypes): Failure[] {
  const unsafe = unsafeParts(recipe)
  if (unsafe.length > 0) return unsafe
  const read = readRecipe(recipe)
  if ('failures' in read) return read.failures
  const document = openDocument(read.recipe, types)
  checkNodes(document)
  checkEdges(document)
  checkRequired(document)
  checkRecipeInputs(document)
  checkRecipeOutputs(document)
  checkCircles(document)
  return document.failures
}

function checkCircles({ recipe, nodes, report }: Document): void {
  const links = linksOf(
    nodes.keys(),
    recipe.graph.edges.map(({ source, target }) => [source.nodeId, target.nodeId]),
  )
  for (const circle of circlesOf(links)) {
    const names = circle.map((id) => nodes.get(id)?.node.name ?? id)
    report({
      code: 'recipe.circle',
      message: `These nodes feed each other in a circle: ${listOf([...names, names[0] ?? ''], 12)}.`,
      hint: 'Remove one of the edges between them.',
      nodeId: circle[0] ?? '',
      context: { nodes: circle.slice(0, 100) },
    })
  }
}
