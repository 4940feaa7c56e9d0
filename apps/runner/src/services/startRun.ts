import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { checkInputs, compile, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { AppId, type Failure, FailureError, type Recipe } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { SqliteHost } from '../host/sqliteHost.ts'
import type { Json } from '../lanes/attempt.ts'

/** A failure with all the others found at the same time. */
export class FailuresError extends FailureError {
  readonly failures: readonly Failure[]
  constructor(failures: readonly [Failure, ...Failure[]]) {
    super(failures[0])
    this.failures = failures
  }
}

export interface RunRequest {
  recipe: Recipe
  inputs: Record<string, Json>
  /** Folder for delivered files; the home's outputs when left out. */
  outFolder?: string
}

/** Checks, compiles and stores a run. Fails with every failure at once; when it returns, the run is on disk. */
export async function startRun(
  { host, hub, outputs }: { host: SqliteHost; hub: Hub; outputs: string },
  { recipe, inputs, outFolder }: RunRequest,
): Promise<string> {
  const checked = checkInputs(recipe, inputs)
  const [first, ...rest] = [...validate(recipe, catalogue), ...checked.failures].filter(
    (failure) => failure.severity !== 'warning',
  )
  if (first) throw new FailuresError([first, ...rest])
  const providers = await Promise.all(
    AppId.options.map(async (app) => [app, (await hub.provider(app)).provider] as const),
  )
  const createdAt = Date.now()
  const runId = `run_${createdAt.toString(36)}${randomBytes(4).toString('hex')}`
  host.start({
    runId,
    recipeId: recipe.id,
    recipeName: recipe.name,
    compiled: compile(recipe, catalogue),
    seed: randomBytes(8).toString('hex'),
    inputs: checked.values,
    providers: Object.fromEntries(providers),
    outFolder: outFolder ?? join(outputs, folderName(recipe.name)),
    createdAt,
  })
  return runId
}

const folderName = (name: string): string =>
  name.replace(/[^\p{L}\p{N} _.-]/gu, '').replace(/^[. ]+/, '') || 'Recipe'
