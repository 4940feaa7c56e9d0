import { join } from 'node:path'
import type { Recipe, RunView } from '@segue/protocol'
import type { Json } from '@segue/runner/lanes/attempt'
import type { Runner } from '@segue/runner/runner'
import { examplesFolder } from '@segue/runner/services/samples'

/** Inputs and params that make a film small, where there are any. */
const small: Readonly<Record<string, number | string>> = { seconds: 0.5, height: 90, quality: 'draft' }

const media = (name: string) => join(examplesFolder, 'media', name)

/** A value for an input that only a person can give; undefined where nobody has one at hand. */
async function given(runner: Runner, type: string): Promise<Json | undefined> {
  const file = async (name: string): Promise<Json> =>
    JSON.parse(JSON.stringify(await runner.artifacts.putFile(media(name), { name, origin: media(name) })))
  if (type === 'audio') return file('demo-drums.flac')
  if (type === 'midi') return file('demo-notes.mid')
  if (type === 'file') return file('demo-set.als')
  if (type === 'list<file>' || type === 'list<audio>')
    return [await file('demo-drums.flac'), await file('demo-bass.flac')]
  if (type === 'number') return 1
  if (type === 'text') return 'Test'
  if (type === 'boolean') return true
  return undefined
}

/** Why a recipe does not run on stand-ins; null when it does. Made small; what only a person can give is filled in. */
export async function dryRun(runner: Runner, recipe: Recipe): Promise<string | null> {
  const values = await Promise.all(
    recipe.inputs.map(async ({ key, type, required, default: value }) => {
      const wanted = small[key] ?? (required && value === undefined ? await given(runner, type) : undefined)
      return wanted === undefined || (typeof wanted === 'number' && type === 'text')
        ? []
        : [[key, wanted] as const]
    }),
  )
  const inputs = Object.fromEntries(values.flat())
  const missing = recipe.inputs.find(
    ({ key, required, default: value }) => required && value === undefined && !Object.hasOwn(inputs, key),
  )
  if (missing) return `nobody has a ${missing.type} for “${missing.label}”`
  try {
    const { runId } = await runner.services.runs.start({ recipe, inputs })
    return await Promise.race([verdictOf(runner, runId), tooLong()])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** How a run stands: why it does not run, null when it does, undefined while nobody can tell. */
function verdict({ head, steps }: RunView): string | null | undefined {
  if (head.endedAt !== null)
    return head.status === 'succeeded' ? null : (head.failures[0]?.message ?? head.status)
  if (steps.some(({ asks }) => asks?.for === 'answer')) return null
  // A step that stand-ins cannot do waits for its application for ever.
  const held = steps.find(({ status }) => status === 'blocked' || status === 'unknown')
  return held && (held.reason ?? held.status)
}

async function verdictOf(runner: Runner, runId: string): Promise<string | null> {
  const found = Promise.withResolvers<string | null>()
  const look = () => {
    const now = verdict(runner.host.runs.view(runId))
    if (now !== undefined) found.resolve(now)
  }
  const stop = runner.feed.listen(({ runId: of }) => {
    if (of === runId) look()
  })
  look()
  try {
    return await found.promise
  } finally {
    stop()
  }
}

/** A minute is far more than a small film takes. */
const tooLong = (): Promise<string> =>
  new Promise((resolve) => {
    setTimeout(() => resolve('it does not come to an end within a minute'), 60_000).unref()
  })
