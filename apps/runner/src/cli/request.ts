import { resolve } from 'node:path'
import type { RunRequest, RunTarget } from '@segue/api'
import { AppId, fail, RunId } from '@segue/protocol'
import type { Backend } from './backend.ts'
import { namedRecipe } from './namedRecipe.ts'
import { readNumber, readPair, usageError } from './options.ts'
import { readInputs } from './recipeFile.ts'

const many = { type: 'string', multiple: true, default: [] as string[] } as const

/** What of a recipe is run, with what, and how: options of `segue run` and `segue plan`. */
export const requestOptions = {
  input: many,
  to: many,
  from: { type: 'string' },
  edit: many,
  failed: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  priority: { type: 'string' },
  real: many,
  standin: many,
  unattended: { type: 'boolean', default: false },
} as const

/** The values of these options. */
export interface Asked {
  input: string[]
  to: string[]
  from?: string | undefined
  edit: string[]
  failed?: string | undefined
  fresh: boolean
  priority?: string | undefined
  real: string[]
  standin: string[]
  unattended: boolean
  out?: string | undefined
}

/** The request behind a recipe file, or the id of a stored recipe, and these options. Fails with `cli.usage`. */
export async function readRequest(
  backend: Pick<Backend, 'recipes' | 'runs' | 'take'>,
  name: string,
  asked: Asked,
): Promise<RunRequest> {
  const { recipe, stored } = await namedRecipe(backend, name)
  const target = await readTarget(backend, recipe.id, asked)
  const providers = readProviders(asked)
  return {
    recipe: stored ? { id: recipe.id } : recipe,
    inputs: await readInputs(recipe, asked.input, backend.take),
    ...(target ? { target } : {}),
    ...(asked.priority === undefined ? {} : { priority: readPriority(asked.priority) }),
    ...(Object.keys(providers).length > 0 ? { providers } : {}),
    ...(asked.unattended ? { unattended: true } : {}),
    ...(asked.out === undefined ? {} : { outFolder: resolve(asked.out) }),
  }
}

/** A run's priority. Fails with `cli.usage`. */
export const readPriority = (text: string): number => readNumber(text, 'A priority', [-100, 100])

/** The id of a run. Fails with `cli.usage`. */
export function readRunId(text: string): string {
  if (RunId.safeParse(text).success) return text
  throw usageError(`“${text}” is no run; \`segue runs\` lists them.`)
}

/** `RUN/NODE` as its two parts; a run's own id may hold slashes. Fails with `cli.usage`. */
export function readStep(text: string): { runId: string; nodeId: string } {
  const at = text.lastIndexOf('/')
  if (at < 1) throw usageError(`Name a step as RUN/NODE, not “${text}”.`)
  return { runId: readRunId(text.slice(0, at)), nodeId: text.slice(at + 1) }
}

/** `port=value` pairs; a value that is JSON is taken as such, else as text. */
export function readValues(pairs: readonly string[], option: string): RunRequest['inputs'] {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, text] = readPair(pair, option)
      return [key, readValue(text)]
    }),
  )
}

/** JSON where it is JSON, else the text itself. */
export function readValue(text: string): RunRequest['inputs'][string] {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function readTarget(
  { runs }: Pick<Backend, 'runs'>,
  recipeId: string,
  { to, from, edit, failed, fresh }: Asked,
): Promise<RunTarget | null> {
  const parts = [to.length > 0, from !== undefined, failed !== undefined, fresh].filter(Boolean)
  if (parts.length > 1) throw usageError('Choose one of --to, --from, --failed and --fresh.')
  if (edit.length > 0 && from === undefined) throw usageError('--edit goes with --from.')
  if (to.length > 0) return { part: 'to', nodeIds: to }
  if (failed !== undefined) return { part: 'failed', runId: readRunId(failed) }
  if (fresh) return { part: 'fresh' }
  if (from === undefined) return null
  const edits = readValues(edit, '--edit')
  if (from.includes('/')) return { part: 'from', ...readStep(from), edits }
  const [newest] = await runs.list({ recipeId, limit: 1 })
  if (newest) return { part: 'from', nodeId: from, runId: newest.runId, edits }
  throw fail({
    code: 'run.none',
    message: 'This recipe has not run yet, so there is nothing to go on from.',
    hint: 'Run it whole first.',
    kind: 'input',
  })
}

function readProviders({ real, standin }: Asked): NonNullable<RunRequest['providers']> {
  const app = (text: string): AppId => {
    const read = AppId.safeParse(text)
    if (read.success) return read.data
    throw usageError(`“${text}” is no application; there are: ${AppId.options.join(', ')}.`)
  }
  const both = real.find((one) => standin.includes(one))
  if (both !== undefined) throw usageError(`Choose --real or --standin for ${both}, not both.`)
  return {
    ...Object.fromEntries(real.map((one) => [app(one), 'real' as const])),
    ...Object.fromEntries(standin.map((one) => [app(one), 'standIn' as const])),
  }
}
