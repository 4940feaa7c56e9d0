import { basename, isAbsolute } from 'node:path'
import { reduceRun } from '@segue/client'
import { fail, type RunHead, type RunView } from '@segue/protocol'
import { takesFiles } from './argumentSchema.ts'
import type { PublishedRecipe } from './published.ts'
import type { McpWorld } from './world.ts'

type Given = Record<string, unknown>

/** Starts a recipe with what another program gave. Fails with every failure of its inputs. */
export async function startRecipe(
  { runs, take }: McpWorld,
  { recipe }: PublishedRecipe,
  given: Given,
): Promise<string> {
  const inputs: Given = { ...given }
  const takeFile = (path: unknown) => {
    const whole = absolute(path)
    return take(whole, basename(whole))
  }
  for (const input of recipe.inputs.filter(takesFiles)) {
    const path = given[input.key]
    if (Array.isArray(path)) inputs[input.key] = await Promise.all(path.map(takeFile))
    else if (path !== undefined && path !== null) inputs[input.key] = await takeFile(path)
  }
  // Checked by the one who starts it, as any other door's values are.
  const { runId } = await runs.start({
    recipe,
    inputs: inputs as RunHead['inputs'],
    unattended: true,
  })
  return runId
}

function absolute(path: unknown): string {
  if (typeof path === 'string' && isAbsolute(path)) return path
  throw fail({
    code: 'input.no_path',
    message: `${JSON.stringify(path)} is not the whole path of a file.`,
    hint: 'Give a path from / or a drive letter.',
    kind: 'input',
  })
}

/** How far a run is, for another program. */
export interface RunState {
  runId: string
  status: string
  /** Steps that have settled, of all. */
  settled: number
  steps: number
  /** Questions that a person answers in Segue's own window. */
  waitsFor: string[]
  outputs: RunHead['outputs']
  failures: { code: string; message: string; hint: string | undefined }[]
}

const over: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])

/** Says how far a run is. */
export function stateOf({ head, steps, inside }: RunView): RunState {
  const held = [...steps, ...inside.steps.map(({ step }) => step)]
  return {
    runId: head.runId,
    status: head.status,
    settled: steps.filter(({ status }) => over.has(status)).length,
    steps: steps.length,
    waitsFor: held.flatMap(({ name, status, reason, asks }) => {
      if (asks?.for === 'answer') return [`${name}: ${asks.question}`]
      return status === 'blocked' || status === 'unknown' ? [`${name}: ${reason ?? status}`] : []
    }),
    outputs: head.outputs,
    failures: head.failures.map(({ code, message, hint }) => ({ code, message, hint })),
  }
}

/**
 * Follows a run until it has ended, `enough` says so, or the signal aborts; gives it as it then is. Fails with
 * `run.unknown`.
 */
export async function followRun(
  { follow }: Pick<McpWorld, 'follow'>,
  runId: string,
  { signal, enough }: { signal?: AbortSignal; enough(view: RunView): boolean },
): Promise<RunView> {
  const stop = new AbortController()
  const end = () => stop.abort()
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  let view: RunView | null = null
  try {
    await follow(
      runId,
      (change) => {
        view = reduceRun(view, change)
        if (view !== null && (view.head.endedAt !== null || enough(view))) end()
      },
      stop.signal,
    )
  } finally {
    signal?.removeEventListener('abort', end)
  }
  if (view !== null) return view
  throw fail({
    code: 'run.unknown',
    message: `There is no run ${runId}.`,
    hint: 'Use the id that `recipe.start` gave.',
    kind: 'input',
  })
}

/** The run as it stands now. Fails with `run.unknown`. */
export const viewRun = (world: Pick<McpWorld, 'follow'>, runId: string): Promise<RunView> =>
  followRun(world, runId, { enough: () => true })
