import { resolve } from 'node:path'
import { failuresOf } from '@segue/client'
import { openHome } from '../config/home.ts'
import { FailuresError } from '../services/startRun.ts'
import { type Backend, openBackend } from './backend.ts'
import { readOptions } from './options.ts'
import { printFailures } from './print.ts'
import { readInputs, readRecipeFile } from './recipeFile.ts'
import { showProgress } from './showProgress.ts'

const options = {
  input: { type: 'string', multiple: true, default: [] as string[] },
  out: { type: 'string' },
  home: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `segue run RECIPE.json`: runs to the end; exit 0, 1, 2 or 3. Ctrl+C cancels cleanly. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const backend = await openBackend(openHome(values.home))
  try {
    return await runOn(backend, { path: positionals[0] ?? '', ...values })
  } catch (error) {
    const failures = error instanceof FailuresError ? error.failures : failuresOf(error)
    printFailures(failures, values.json)
    return failures.some((failure) => failure.kind !== 'input') ? 1 : 2
  } finally {
    await backend.close()
  }
}

interface Asked {
  path: string
  input: string[]
  out?: string | undefined
  json: boolean
}

async function runOn(backend: Backend, { path, input, out, json }: Asked): Promise<number> {
  const { recipe, failures } = await readRecipeFile(path, backend.take)
  if (!recipe) {
    printFailures(failures, json)
    return 2
  }
  const inputs = await readInputs(recipe, input, backend.take)
  const folder = out === undefined ? {} : { outFolder: resolve(out) }
  const { runId } = await backend.start({ recipe, inputs, ...folder })
  await untilSettled(backend, runId, json)
  const { status, outputs, failures: failed, ...rest } = await backend.report(runId)
  if (json) console.log(JSON.stringify({ ...rest, status, outputs, failures: failed }))
  else {
    for (const [key, { path: at, value }] of Object.entries(outputs))
      console.log(`${key}: ${at ?? (typeof value === 'string' ? value : JSON.stringify(value))}`)
    printFailures(failed, false)
    if (exitCode(status) === 3)
      console.error(
        `The run ${status === 'parked' ? 'is parked' : 'waits for you'}: \`segue start\` and open it.`,
      )
  }
  return exitCode(status)
}

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'waiting', 'parked'])

async function untilSettled(backend: Backend, runId: string, quiet: boolean): Promise<void> {
  const done = new AbortController()
  const progress = quiet ? null : showProgress()
  const cancel = () => void backend.cancel(runId)
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  await backend.follow(
    runId,
    (change) => {
      progress?.show(change)
      const head = change.type === 'init' ? change.run.head : change.type === 'head' ? change.head : null
      if (head && ended.has(head.status)) done.abort()
    },
    done.signal,
  )
  progress?.clear()
  process.off('SIGINT', cancel).off('SIGTERM', cancel)
}

const exitCode = (status: string): number =>
  status === 'succeeded' ? 0 : status === 'failed' || status === 'cancelled' ? 1 : 3
