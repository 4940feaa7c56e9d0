import { type Failure, newerRecipe, Recipe } from '@segue/protocol'
import type { z } from 'zod'
import { failureFrom, listOf, nodeIn } from './report.ts'

/**
 * Reads a document as a recipe. All shape failures at once; a node's failures carry its id. Of one that a newer Segue
 * wrote only that is said: what else it holds may be right.
 */
export function readRecipe(document: unknown): { recipe: Recipe } | { failures: Failure[] } {
  const newer = newerRecipe(document)
  if (newer) return { failures: [newer] }
  const read = Recipe.safeParse(document)
  return read.success ? { recipe: read.data } : { failures: read.error.issues.map(shapeFailure) }
}

function shapeFailure(issue: z.core.$ZodIssue): Failure {
  const nodeId = nodeIn(issue.path.map(String))
  const where = issue.path.map(String).join('.') || 'the document'
  const unknown = issue.code === 'unrecognized_keys'
  return failureFrom({
    code:
      where === 'schemaVersion' ? 'document.version' : unknown ? 'document.unknown_key' : 'document.shape',
    message: unknown
      ? `${where} holds what Segue does not know: ${listOf(issue.keys)}.`
      : `${where}: ${issue.message}.`,
    hint: unknown ? 'Remove it, or open the recipe with the version of Segue that wrote it.' : hintFor(where),
    ...(nodeId === undefined ? {} : { nodeId }),
  })
}

const hintFor = (where: string): string =>
  where === 'schemaVersion'
    ? 'Write 1, or export the recipe from Segue again.'
    : 'Compare with a recipe from examples/recipes, or open it in the editor and repair it there.'
