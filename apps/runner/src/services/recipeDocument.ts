import { FailureError, fail, newerRecipe, Recipe } from '@segue/protocol'

/**
 * The recipe in a stored document. Fails with `recipe.newer` when a newer Segue wrote it and with `recipe.damaged` when
 * it is none; the document stays as it is.
 */
export function readDocument(text: string): Recipe {
  const document = parse(text)
  const newer = newerRecipe(document)
  if (newer) throw new FailureError(newer)
  const read = Recipe.safeParse(document)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw damaged(`${issue?.path.map(String).join('.') || 'the document'}: ${issue?.message ?? ''}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged('it is not JSON')
  }
}

const damaged = (why: string) =>
  fail({
    code: 'recipe.damaged',
    message: `A stored recipe cannot be read: ${why}.`,
    hint: 'Bring an earlier version of it back, or restore a backup. Nothing was changed.',
    kind: 'environment',
  })
