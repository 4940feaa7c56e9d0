import type { Failure } from '@segue/protocol'
import type { RecipeLookup } from '../compile/options.ts'
import type { NodeTypes } from '../nodeTypeLike.ts'
import { bodyInputs, checkBodyOutputs } from './body.ts'
import { checkCircles } from './circles.ts'
import { checkControls } from './control.ts'
import { type Document, openDocument } from './document.ts'
import { checkEdges } from './edges.ts'
import { checkInputTargets } from './inputs.ts'
import { checkRecipeUses } from './nesting.ts'
import { checkNodes } from './nodes.ts'
import { checkOutputs } from './outputs.ts'
import { unsafeParts } from './plainJson.ts'
import { checkRequired } from './required.ts'
import { readRecipe } from './shape.ts'

/** What else the validator can look at. */
export interface ValidateOptions {
  /** Published versions; without it, nobody looks whether the recipes that nodes run are there. */
  recipes?: RecipeLookup
}

/**
 * The one validator, for every door. Takes any value; an empty list means that the recipe compiles and runs.
 * All failures come at once, each with node, port and hint, in three layers: a document that is not safe to read
 * says only that, one of the wrong shape only how to mend the shape. Bodies are looked at like recipes; what is found
 * in one carries the id of the inner node. Never throws.
 */
export function validate(recipe: unknown, types: NodeTypes, options: ValidateOptions = {}): Failure[] {
  const unsafe = unsafeParts(recipe)
  if (unsafe.length > 0) return unsafe
  const read = readRecipe(recipe)
  if ('failures' in read) return read.failures
  const document = openDocument('recipe', read.recipe, types, [])
  checkAll(document, { ...options, taken: new Set(), depth: 0 })
  return document.failures
}

interface Place extends ValidateOptions {
  /** Ids of nodes seen so far in the whole document. */
  taken: Set<string>
  depth: number
}

function checkAll(document: Document, place: Place): void {
  checkIds(document, place.taken)
  checkNodes(document)
  checkControls(document)
  checkEdges(document)
  checkRequired(document)
  checkInputTargets(document)
  checkOutputs(document)
  checkCircles(document)
  if (place.recipes) checkRecipeUses(document, place.recipes, place.depth)
  for (const holder of document.nodes.values()) {
    const { body } = holder.node
    if (!body) continue
    const inside = openDocument(
      'body',
      { ...body, inputs: bodyInputs(holder) },
      document.types,
      document.failures,
    )
    checkAll(inside, { ...place, depth: place.depth + 1 })
    checkBodyOutputs(inside, holder)
  }
}

function checkIds({ nodes, report }: Document, taken: Set<string>): void {
  for (const { nodeId, node } of nodes.values()) {
    if (taken.has(nodeId))
      report({
        code: 'node.id_taken',
        message: `${node.name} has the id ${nodeId}, which another node of this recipe has as well.`,
        hint: 'Give one of them another id; ids are unique in the whole recipe, inside other nodes too.',
        nodeId,
      })
    taken.add(nodeId)
  }
}
