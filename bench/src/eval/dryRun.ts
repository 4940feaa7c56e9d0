import { join } from 'node:path'
import type { Recipe } from '@segue/protocol'
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
    const ended = Promise.withResolvers<string | null>()
    const stop = runner.feed.listen(({ runId, change }) => {
      if (runId !== started?.runId) return
      if (change.type === 'step' && change.step.asks?.for === 'answer') ended.resolve(null)
      if (change.type !== 'head' || change.head.endedAt === null) return
      ended.resolve(
        change.head.status === 'succeeded' ? null : (change.head.failures[0]?.message ?? change.head.status),
      )
    })
    let started: { runId: string } | undefined
    try {
      started = await runner.services.runs.start({ recipe, inputs })
      const head = runner.host.runs.view(started.runId).head
      if (head.endedAt !== null)
        return head.status === 'succeeded' ? null : (head.failures[0]?.message ?? head.status)
      return await Promise.race([ended.promise, tooLong()])
    } finally {
      stop()
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A step that stand-ins cannot do waits for its application for ever. */
const tooLong = (): Promise<string> =>
  new Promise((resolve) => {
    setTimeout(() => resolve('it does not come to an end within a minute'), 60_000).unref()
  })
