import { readFile } from 'node:fs/promises'
import { type ArtifactRef, fail, type MediaMeta, SequenceManifest } from '@segue/protocol'
import type { Use } from '../defineNode.ts'

/** The frames of a sequence in order, as local paths. */
export async function* framePaths(manifest: SequenceManifest, use: Use) {
  for (const [index, frame] of manifest.frames.entries())
    yield await use.path({ ...frame, mime: manifest.mime, name: `frame ${index + 1}`, meta: {} })
}

/** The list behind a sequence. Fails with `sequence.damaged`. */
export async function readManifest(frames: ArtifactRef, use: Use): Promise<SequenceManifest> {
  const text = await readFile(await use.path(frames), 'utf8')
  const manifest = SequenceManifest.safeParse(JSON.parse(text))
  if (manifest.success) return manifest.data
  throw fail({
    code: 'sequence.damaged',
    message: `“${frames.name}” is not a list of frames.`,
    hint: 'Run the step that makes the frames again.',
    kind: 'input',
    port: 'frames',
  })
}

/** How many frames of a sequence make a second. Fails with `sequence.no_rate`. */
export function rateOf(frames: ArtifactRef) {
  if (frames.meta.fps) return frames.meta.fps
  throw fail({
    code: 'sequence.no_rate',
    message: 'These frames do not say how many of them make a second.',
    hint: 'Set the frame rate in the step that makes the frames.',
    kind: 'input',
    port: 'frames',
  })
}

/** Musical time and where things came from, as the film passes them on. */
export function inherited(frames: ArtifactRef, sound: ArtifactRef | undefined): MediaMeta {
  const { bpm, tempoMap, meter, locators, offsetSec } = { ...frames.meta, ...sound?.meta }
  const standIn = frames.meta.standIn ?? sound?.meta.standIn
  const remarks = [...new Set([...(sound?.meta.remarks ?? []), ...(frames.meta.remarks ?? [])])]
  const known = Object.entries({ bpm, tempoMap, meter, locators, offsetSec, standIn, remarks })
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}
