import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { RunRequest } from '@segue/api'
import type { SqliteHost } from '../host/hostTypes.ts'
import { pin } from './pins.ts'
import { type PrepareTools, prepareRun } from './prepareRun.ts'

export { FailuresError } from './prepareRun.ts'

export interface StartTools extends PrepareTools {
  host: Pick<SqliteHost, 'start' | 'note'>
  /** Where delivered files go when the request names no folder. */
  outputs: string
}

/**
 * Checks, compiles and stores a run, and pins its recipe to its providers. Fails with every failure at once; when it
 * resolves, the run is on disk. `runId` is for who has written down beforehand which run it will be.
 */
export async function startRun(
  tools: StartTools,
  request: RunRequest,
  runId: string = newRunId(),
): Promise<string> {
  const { host, outputs, db } = tools
  const { recipe, compiled, inputs, providers, choices, offers, remarks } = await prepareRun(tools, request)
  await host.start({
    runId,
    recipeId: recipe.id,
    recipeName: recipe.name,
    compiled,
    seed: randomBytes(8).toString('hex'),
    inputs,
    providers,
    outFolder: request.outFolder ?? join(outputs, folderName(recipe.name)),
    createdAt: Date.now(),
    ...(request.priority === undefined ? {} : { priority: request.priority }),
    unattended: request.unattended ?? false,
  })
  pin(db, recipe.id, choices)
  for (const text of [...remarks, ...offers]) host.note(runId, 'info', text)
  return runId
}

/** An id that no run has yet. */
export const newRunId = (): string => `run_${Date.now().toString(36)}${randomBytes(4).toString('hex')}`

const folderName = (name: string): string =>
  name.replace(/[^\p{L}\p{N} _.-]/gu, '').replace(/^[. ]+/, '') || 'Recipe'
