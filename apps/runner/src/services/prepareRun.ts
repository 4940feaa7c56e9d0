import type { RunRequest } from '@segue/api'
import { type Compiled, checkInputs, compile, type RecipeLookup, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { type Failure, FailureError, type MigratedNode, type Recipe } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { Values } from '../host/hostTypes.ts'
import type { Database } from '../store/database.ts'
import { type PartTools, partOf } from './partOf.ts'
import { chooseProviders, type Providers } from './pins.ts'
import { remarkOn, upToDate, upToDateVersions } from './upToDate.ts'

/** A failure with all the others found at the same time. */
export class FailuresError extends FailureError {
  readonly failures: readonly Failure[]
  constructor(failures: readonly [Failure, ...Failure[]]) {
    super(failures[0])
    this.failures = failures
  }
}

export interface PrepareTools extends PartTools {
  db: Database
  hub: Pick<Hub, 'provider'>
  recipe(id: string): Promise<Recipe>
  versions: RecipeLookup
}

/** A run as it would start now. */
export interface Prepared extends Providers {
  recipe: Recipe
  compiled: Compiled
  inputs: Values
  /** What a person should know of how it runs, one sentence each. */
  remarks: string[]
}

/** Checks and compiles what a request asks for. Fails with every failure of the validator at once. */
export async function prepareRun(tools: PrepareTools, request: RunRequest): Promise<Prepared> {
  const { target, providers } = request
  const remarks: string[] = []
  const tell = (nodes: readonly MigratedNode[]) => void remarks.push(...nodes.map(remarkOn))
  const versions = upToDateVersions(tools.versions, tell)
  // A stored draft is brought up to date by whoever opens it, and never behind their back.
  const recipe =
    'graph' in request.recipe ? upToDate(request.recipe, tell) : await tools.recipe(request.recipe.id)
  const failures = validate(recipe, catalogue, { recipes: versions })
  refuse(failures)
  const part = target ? await partOf(tools, recipe, target) : null
  const known = new Set(recipe.inputs.map(({ key }) => key))
  const before = Object.entries(part?.inputs ?? {}).filter(([key]) => known.has(key))
  const checked = checkInputs(recipe, { ...Object.fromEntries(before), ...request.inputs })
  refuse(checked.failures)
  const compiled = compile(recipe, catalogue, { ...part?.options, recipes: versions })
  part?.check(compiled)
  const chosen = await chooseProviders(tools, { recipeId: recipe.id, compiled, asked: providers })
  return { recipe, compiled, inputs: checked.values, remarks, ...chosen }
}

/** Fails with all of these at once, unless they are only warnings. */
export function refuse(failures: readonly Failure[]): void {
  const [first, ...rest] = failures.filter(({ severity }) => severity !== 'warning')
  if (first) throw new FailuresError([first, ...rest])
}
