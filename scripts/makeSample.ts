import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { posterOf } from '@segue/media/film/still'
import { ArtifactRef, mimeTypes, Recipe, RunView, SequenceManifest } from '@segue/protocol'
import { Config } from '@segue/runner/config/config'
import { openHome } from '@segue/runner/config/home'
import { openRunner } from '@segue/runner/runner'
import { resolveFileMarkers } from '@segue/runner/services/fileMarkers'
import { examplesFolder } from '@segue/runner/services/samples'
import { pino } from 'pino'

/**
 * `node scripts/makeSample.ts beat-film`: runs a starter recipe on stand-ins and keeps its result as the bundled
 * sample, and a moment of its first film as the cover. A scene and a sequence are kept as one picture: the rest of
 * them only the next step reads.
 */
const [starter = 'beat-film'] = process.argv.slice(2)
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
const { runId } = await services.runs.start({ recipe: Recipe.parse(document), inputs: {} })
const settled = Promise.withResolvers<string>()
feed.listen(({ change }) => {
  if (change.type === 'head' && change.head.runId === runId && change.head.endedAt)
    settled.resolve(change.head.status)
})
if ((await settled.promise) !== 'succeeded') throw new Error(`${starter} did not succeed`)

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const kept = new Set<string>()
const keep = async (ref: ArtifactRef): Promise<ArtifactRef> => {
  if (!kept.has(ref.artifactId)) await copyFile(await artifacts.path(ref), join(folder, ref.artifactId))
  kept.add(ref.artifactId)
  return ref
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

/** Outputs as the sample holds them. Where a file was put tells of this machine, and is left out. */
async function samplesOf(outputs: Record<string, unknown>) {
  const entries = await Promise.all(
    Object.entries(outputs).map(async ([key, value]) => [key, await sampleOf(value)] as const),
  )
  return JSON.parse(
    JSON.stringify(Object.fromEntries(entries.filter(([key, value]) => value !== null && key !== 'path'))),
  )
}

const view = host.runs.view(runId)
for (const step of view.steps) step.outputs = await samplesOf(step.outputs)
// the runs inside a step are not kept
const steps = view.steps.map((step) => ({ ...step, items: null }))
const head = { ...view.head, inputs: {}, outputs: await samplesOf(view.head.outputs) }
const sample = RunView.parse({ ...view, head, steps, log: [] })
await writeFile(join(folder, 'run.json'), `${JSON.stringify(sample, null, 2)}\n`)

const films = ArtifactRef.array().parse(
  Object.values(view.head.outputs)
    .flat()
    .filter((value) => ArtifactRef.safeParse(value).data?.mime.startsWith('video/')),
)
if (films[0]) {
  const atSec = (films[0].meta.durationSec ?? 0) * 0.55
  const { bytes } = await posterOf(await artifacts.path(films[0]), { atSec, maxWidth: 480 })
  await mkdir(join(examplesFolder, 'covers'), { recursive: true })
  await writeFile(join(examplesFolder, 'covers', `${starter}.jpg`), bytes)
}
await runner.close()
await rm(home.root, { recursive: true, force: true })
console.log(`Kept ${kept.size} files in ${folder}`)
