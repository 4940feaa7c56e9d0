import { stat } from 'node:fs/promises'
import { ArtifactRef, mimeTypes, type PackedMedia, type Recipe, RunView } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Database } from '../store/database.ts'
import type { NamedMedia } from './mediaOf.ts'

/** How much of a result travels: enough for a short film and some pictures. */
const mostBytes = 10_000_000

/** Only steps inside a run read these, or they need more files than a sample has. */
const unshown: ReadonlySet<string> = new Set([
  mimeTypes.sequence,
  mimeTypes.list,
  mimeTypes.standInScene,
  mimeTypes.blend,
])

/** Where something was put tells of one machine. */
const places = new Set(['path', 'folder'])

/** A result as it travels: what can be looked at, without what tells of a machine or a person. */
export interface PortableSample {
  view: RunView
  media: (PackedMedia & NamedMedia)[]
}

/** Takes files into a sample as long as there is room for them. */
class Suitcase {
  readonly media = new Map<string, PackedMedia & NamedMedia>()
  private room = mostBytes
  private readonly artifacts: Pick<ArtifactStore, 'path'>
  constructor(artifacts: Pick<ArtifactStore, 'path'>) {
    this.artifacts = artifacts
  }

  private async take({ artifactId, mime, name }: ArtifactRef): Promise<boolean> {
    if (this.media.has(artifactId)) return true
    const path = await this.artifacts.path({ artifactId, name }).catch(() => null)
    if (path === null || unshown.has(mime)) return false
    const bytes = (await stat(path)).size
    if (bytes > this.room) return false
    this.room -= bytes
    this.media.set(artifactId, { artifactId, mime, name, bytes, path, packed: true })
    return true
  }

  /** A value without the files that stay behind; `undefined` when it is one. */
  async pack(value: unknown): Promise<unknown> {
    const ref = ArtifactRef.safeParse(value)
    if (ref.success) return (await this.take(ref.data)) ? value : undefined
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items: unknown[] = []
      for (const item of value) items.push(await this.pack(item))
      return items.filter((item) => item !== undefined)
    }
    const entries: [string, unknown][] = []
    for (const [key, item] of Object.entries(value))
      if (!places.has(key)) entries.push([key, await this.pack(item)])
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
  }
}

/** Packs a result: the outputs of the recipe first, then what steps show, as long as there is room. */
export async function portableSample(
  artifacts: Pick<ArtifactStore, 'path'>,
  run: RunView,
): Promise<PortableSample> {
  const suitcase = new Suitcase(artifacts)
  const outputs = await suitcase.pack(run.head.outputs)
  const head = { ...run.head, outputs, inputs: {}, parent: null, kept: false, failures: [] }
  const steps: unknown[] = []
  for (const step of run.steps)
    steps.push({ ...step, outputs: await suitcase.pack(step.outputs), items: null, asks: null, reason: null })
  const view = RunView.parse({ head, steps, progress: [], log: [] })
  return { view, media: [...suitcase.media.values()] }
}

/** Keeps the result that came with a recipe, as one of the recipe that was made of it. */
export function keepSample(db: Database, { id, name }: Recipe, { head, ...sample }: RunView): void {
  const own = { ...head, recipeId: id, recipeName: name, inputs: {}, parent: null }
  const text = JSON.stringify({ ...sample, head: own, log: [] })
  db.run('INSERT INTO recipe_samples (recipe_id, run) VALUES (?, ?)', id, text)
}

/** The result that came with a recipe; null when none did. */
export function packedSample(db: Database, recipeId: string): RunView | null {
  const row = db.get('SELECT run FROM recipe_samples WHERE recipe_id = ?', recipeId)
  return row ? RunView.parse(JSON.parse(String(row.run))) : null
}
