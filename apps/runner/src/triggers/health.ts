import type { RunRequest } from '@segue/api'
import { checkInputs, type RecipeLookup, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { type Failure, fail, failureOf, type Recipe, type Trigger } from '@segue/protocol'
import { refuse } from '../services/prepareRun.ts'
import { readDocument } from '../services/recipeDocument.ts'
import { upToDate, upToDateVersions } from '../services/upToDate.ts'
import type { Database } from '../store/database.ts'
import { checkKind, checkMap } from './kinds.ts'
import { readRule } from './rule.ts'

/** Whether triggers can work, before they have to. */
export interface Health {
  /** What a trigger runs. Fails with `trigger.recipe_gone` and `recipe.unknown_version`. */
  recipeOf(trigger: Pick<Trigger, 'recipeId' | 'version'>): RunRequest['recipe']
  /** Fails with all that keeps it from working. */
  check(trigger: Trigger): void
  /** What keeps a run with these inputs from starting, or null. */
  refusal(trigger: Trigger, inputs: Trigger['inputs']): Failure | null
  /** The inputs of its recipe, or null when that is gone. */
  inputsOf(trigger: Trigger): Recipe['inputs'] | null
  /** Why it cannot work, or null. */
  failure(trigger: Trigger): Failure | null
  /** The name of its recipe, or null when that is gone. */
  nameOf(recipeId: string): string | null
}

/** Opens the check over a store; `versions` finds published recipes. */
export function createHealth(db: Database, versions: RecipeLookup): Health {
  const known = new Map<string, { of: string; failure: Failure | null; recipe: Recipe | null }>()
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
    const { settings } = trigger
    if (settings.kind === 'schedule') readRule(settings)
    else checkKind(settings, trigger.recipeId)
    const stored = documentOf(trigger)
    const recipe = trigger.version === null ? stored : upToDate(stored)
    refuse(validate(recipe, catalogue, { recipes: upToDateVersions(versions) }))
    const map = settings.kind === 'schedule' ? {} : settings.map
    checkMap(map, recipe.inputs)
    // What an event brings is looked at when it is there.
    const fixed = checkInputs(recipe, trigger.inputs).failures
    refuse(fixed.filter(({ code, context }) => code !== 'input.missing' || !(String(context?.input) in map)))
    return recipe
  }
  const look = (trigger: Trigger) => {
    const of = `${trigger.updatedAt} ${row(trigger.recipeId)?.revision ?? 'gone'}`
    const before = known.get(trigger.id)
    if (before?.of === of) return before
    const seen = { of, ...attempt(() => check(trigger)) }
    known.set(trigger.id, seen)
    return seen
  }
  return {
    check: (trigger) => void check(trigger),
    refusal(trigger, inputs) {
      const { failure, recipe } = look(trigger)
      return failure ?? (recipe && (checkInputs(recipe, inputs).failures[0] ?? null))
    },
    inputsOf: (trigger) => look(trigger).recipe?.inputs ?? null,
    recipeOf(trigger) {
      if (trigger.version !== null) return documentOf(trigger)
      return row(trigger.recipeId) ? { id: trigger.recipeId } : gone(trigger.recipeId)
    },
    failure: (trigger) => look(trigger).failure,
    nameOf: (recipeId) => {
      const name = row(recipeId)?.name
      return typeof name === 'string' ? name : null
    },
  }
}

function attempt(read: () => Recipe): { recipe: Recipe | null; failure: Failure | null } {
  try {
    return { recipe: read(), failure: null }
  } catch (error) {
    return { recipe: null, failure: failureOf(error) }
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
