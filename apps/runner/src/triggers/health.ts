import type { RunRequest } from '@segue/api'
import { checkInputs, type RecipeLookup, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { type Failure, fail, failureOf, type Recipe, type Trigger } from '@segue/protocol'
import { refuse } from '../services/prepareRun.ts'
import { readDocument } from '../services/recipeDocument.ts'
import type { Database } from '../store/database.ts'
import { readRule } from './rule.ts'

/** Whether triggers can work, before they have to. */
export interface Health {
  /** What a trigger runs. Fails with `trigger.recipe_gone` and `recipe.unknown_version`. */
  recipeOf(trigger: Pick<Trigger, 'recipeId' | 'version'>): RunRequest['recipe']
  /** Fails with all that keeps it from working. */
  check(trigger: Trigger): void
  /** Why it cannot work, or null. */
  failure(trigger: Trigger): Failure | null
  /** The name of its recipe, or null when that is gone. */
  nameOf(recipeId: string): string | null
}

/** Opens the check over a store; `versions` finds published recipes. */
export function createHealth(db: Database, versions: RecipeLookup): Health {
  const known = new Map<string, { of: string; failure: Failure | null }>()
  const row = (id: string) => db.get('SELECT name, revision FROM recipes WHERE id = ?', id)
  const documentOf = ({ recipeId, version }: Pick<Trigger, 'recipeId' | 'version'>): Recipe => {
    const draft = db.get('SELECT document FROM recipes WHERE id = ?', recipeId) ?? gone(recipeId)
    if (version === null) return readDocument(String(draft.document))
    const found = versions(recipeId, version)
    if (found) return found
    throw fail({
      code: 'recipe.unknown_version',
      message: `There is no version ${version} of the recipe ${recipeId}.`,
      hint: 'Publish the recipe, or choose a version from its list.',
      kind: 'input',
    })
  }
  const check = (trigger: Trigger) => {
    readRule(trigger.settings)
    const recipe = documentOf(trigger)
    refuse(validate(recipe, catalogue, { recipes: versions }))
    refuse(checkInputs(recipe, trigger.inputs).failures)
  }
  return {
    check,
    recipeOf(trigger) {
      if (trigger.version !== null) return documentOf(trigger)
      return row(trigger.recipeId) ? { id: trigger.recipeId } : gone(trigger.recipeId)
    },
    failure(trigger) {
      const of = `${trigger.updatedAt} ${row(trigger.recipeId)?.revision ?? 'gone'}`
      const before = known.get(trigger.id)
      if (before?.of === of) return before.failure
      const failure = failureIn(() => check(trigger))
      known.set(trigger.id, { of, failure })
      return failure
    },
    nameOf: (recipeId) => {
      const name = row(recipeId)?.name
      return typeof name === 'string' ? name : null
    },
  }
}

function failureIn(work: () => void): Failure | null {
  try {
    work()
    return null
  } catch (error) {
    return failureOf(error)
  }
}

function gone(recipeId: string): never {
  throw fail({
    code: 'trigger.recipe_gone',
    message: `The recipe ${recipeId} is gone, so there is nothing to start.`,
    hint: 'Choose another recipe for this trigger, or remove it.',
    kind: 'input',
  })
}
