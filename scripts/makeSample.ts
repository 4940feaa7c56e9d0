import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readChannels } from '@segue/media/channels/file'
import { posterOf, stillOf } from '@segue/media/film/still'
import { ArtifactRef, mimeTypes, Recipe, RunView, SequenceManifest } from '@segue/protocol'
import { Config } from '@segue/runner/config/config'
import { openHome } from '@segue/runner/config/home'
import { refsIn } from '@segue/runner/packages/mediaOf'
import { openRunner } from '@segue/runner/runner'
import { resolveFileMarkers } from '@segue/runner/services/fileMarkers'
import { examplesFolder } from '@segue/runner/services/samples'
import { pino } from 'pino'
import { z } from 'zod'
import { chaptersCover, curvesCover } from './demo/drawCover.ts'

/**
 * `node scripts/makeSample.ts beat-film`: runs a starter recipe on stand-ins and keeps its result as the bundled
 * sample, and a picture of it as the cover. Inputs may follow as JSON. A
 * question on the way is answered with the last of what it offers. A scene and a sequence are kept as one picture: the
 * rest of them only the next step reads.
 */
const [starter = 'beat-film', given = '{}'] = process.argv.slice(2)
const folder = join(examplesFolder, 'samples', starter)
const home = openHome(await mkdtemp(join(tmpdir(), 'segue-sample-')))
const runner = await openRunner(
  home,
  Config.parse({ applications: { blender: 'off' } }),
  pino({ level: 'silent' }),
)
const { host, feed, artifacts, services } = runner
const file = join(examplesFolder, 'recipes', `${starter}.json`)
const document = await resolveFileMarkers(
  JSON.parse(await readFile(file, 'utf8')),
  join(file, '..'),
  (path, name) => artifacts.putFile(path, { name }),
)
const { runId } = await services.runs.start({
  recipe: Recipe.parse(document),
  inputs: z.record(z.string(), z.json()).parse(JSON.parse(given)),
})
const settled = Promise.withResolvers<string>()
feed.listen(({ change }) => {
  if (change.type === 'head' && change.head.runId === runId && change.head.endedAt)
    settled.resolve(change.head.status)
  const asking = change.type === 'step' && change.step.asks?.for === 'answer' ? change.step : null
  if (asking) void pickLast(asking)
})
if ((await settled.promise) !== 'succeeded') throw new Error(`${starter} did not succeed`)

/** Says what a person would: the last of what is offered. */
async function pickLast({ nodeId, outputs, asks }: RunView['steps'][number]): Promise<void> {
  const pick = asks?.for === 'answer' ? Math.max(0, asks.choices - 1) : 0
  await services.runs.answer({ runId, nodeId, outputs, decision: 'approve', pick })
}

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
/** Files that the recipe itself names are in every store: they are not kept twice. */
const named = new Set(refsIn(document).map(({ artifactId }) => artifactId))
const kept = new Set<string>()
const keep = async (ref: ArtifactRef): Promise<ArtifactRef> => {
  if (named.has(ref.artifactId)) return ref
  if (!kept.has(ref.artifactId)) await copyFile(await artifacts.path(ref), join(folder, ref.artifactId))
  kept.add(ref.artifactId)
  return ref
}

/** A picture of a result: a moment of its first film, else its scene, its curves, or its chapters. */
async function coverFor(outputs: Record<string, unknown>): Promise<Uint8Array | null> {
  const files = Object.values(outputs)
    .flat(2)
    .flatMap((value) => ArtifactRef.safeParse(value).data ?? [])
  const film = files.find(({ mime }) => mime.startsWith('video/'))
  if (film) {
    const atSec = (film.meta.durationSec ?? 0) * 0.55
    return (await posterOf(await artifacts.path(film), { atSec, maxWidth: 480 })).bytes
  }
  const scene = files.find(({ mime }) => mime === mimeTypes.standInScene)
  if (scene) {
    const still = await artifacts.putBytes(
      await runner.media.tool('sceneStillOf', await artifacts.path(scene)),
      {
        name: 'scene.png',
      },
    )
    return (await stillOf(await artifacts.path(still), { maxWidth: 480 })).bytes
  }
  const curves = files.find(({ mime }) => mime === mimeTypes.channels)
  if (curves) return curvesCover(await readChannels(await artifacts.path(curves)))
  const text = Object.values(outputs).find((value) => typeof value === 'string')
  return typeof text === 'string' ? chaptersCover(text.split('\n')) : null
}

/** What of an output is worth keeping; null leaves it out. */
async function sampleOf(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(sampleOf))
  const parsed = ArtifactRef.safeParse(value)
  if (!parsed.success) return value
  const ref = parsed.data
  if (ref.mime === mimeTypes.standInScene) {
    const still = await runner.media.tool('sceneStillOf', await artifacts.path(ref))
    return keep(await artifacts.putBytes(still, { name: 'scene.png', meta: ref.meta }))
  }
  if (ref.mime !== mimeTypes.sequence) return keep(ref)
  const { frames, mime, width, height } = SequenceManifest.parse(
    JSON.parse(await readFile(await artifacts.path(ref), 'utf8')),
  )
  const frame = frames[Math.floor(frames.length / 3)]
  if (!frame) return null
  return keep({ ...frame, mime, name: 'frame.png', meta: { width, height, standIn: 'blender' } })
}

/** Where something was put tells of this machine, and is left out. */
const places = new Set(['path', 'folder'])

/** Outputs as the sample holds them. */
async function samplesOf(outputs: Record<string, unknown>) {
  const entries = await Promise.all(
    Object.entries(outputs).map(async ([key, value]) => [key, await sampleOf(value)] as const),
  )
  return JSON.parse(
    JSON.stringify(Object.fromEntries(entries.filter(([key, value]) => value !== null && !places.has(key)))),
  )
}

const view = host.runs.view(runId)
for (const step of view.steps) step.outputs = await samplesOf(step.outputs)
// the runs inside a step are not kept
const steps = view.steps.map((step) => ({ ...step, items: null }))
const head = { ...view.head, inputs: {}, outputs: await samplesOf(view.head.outputs) }
const sample = RunView.parse({ ...view, head, steps, log: [] })
await writeFile(join(folder, 'run.json'), `${JSON.stringify(sample, null, 2)}\n`)

const cover = await coverFor(z.record(z.string(), z.unknown()).parse(view.head.outputs))
if (cover) {
  await mkdir(join(examplesFolder, 'covers'), { recursive: true })
  await writeFile(join(examplesFolder, 'covers', `${starter}.jpg`), cover)
}
await runner.close()
await rm(home.root, { recursive: true, force: true })
console.log(`Kept ${kept.size} files in ${folder}`)
