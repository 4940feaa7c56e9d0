import { encodeChannels } from '@segue/media/channels/file'
import type { MappingRow } from '@segue/media/looks/mapping'
import { type ArtifactRef, mimeTypes } from '@segue/protocol'
import { type ForeseeArgs, unmade } from '../defineNode.ts'
import { identityOf } from './closure.ts'
import { knownScene } from './foresee.ts'
import { knownPalette, type LookChoice, lookName } from './look.ts'
import { builtLook, givenScene, hear, lookMeta, movedMeta, type Subject, tracksFor } from './motion.ts'
import { sceneFacts } from './sceneFile.ts'

type Predicted = Promise<{ scene: ArtifactRef } | null>

const isStandIn = (provider: string) => provider.startsWith('standin:')

/** The scene that a look will be. Null for a file, and while nobody has looked at the cover. */
export async function predictLook({
  params,
  inputs,
  use,
  provider,
}: ForeseeArgs<
  LookChoice & { file: ArtifactRef | null },
  { file: ArtifactRef | undefined; cover: ArtifactRef | undefined }
>): Predicted {
  if (provider === null || inputs.file || params.file) return null
  const palette = inputs.cover && (await knownPalette(inputs.cover, use))
  if (palette === null) return null
  const { spec, subject } = builtLook(params, palette)
  const meta = lookMeta(spec, subject.options)
  return {
    scene: { ...unmade, ...sceneFacts({ name: lookName(params), meta, standIn: isStandIn(provider) }) },
  }
}

/**
 * The scene that curves will move, with its tracks: enough to tell which frames change. Null when Blender would have
 * to open a file, or look at a cover, to know.
 */
export async function predictMoved({
  params,
  inputs: { channels, scene, cover },
  use,
  provider,
}: ForeseeArgs<
  LookChoice & { fps: string | number; loop: boolean; mapping: readonly MappingRow[] },
  { channels: ArtifactRef; scene: ArtifactRef | undefined; cover: ArtifactRef | undefined }
>): Predicted {
  if (provider === null) return null
  const palette = cover && (await knownPalette(cover, use))
  if (palette === null) return null
  let subject: Subject
  if (scene) {
    const base = await identityOf(scene, use)
    const facts = await knownScene(provider, base, use)
    if (!facts) return null
    subject = givenScene(scene, { ...facts, base }, { seed: params.seed, cover: palette })
  } else subject = builtLook(params, palette).subject
  const heard = await hear(channels, { fps: params.fps, loop: params.loop, path: use.path })
  const moved = await tracksFor(subject, heard, params.mapping)
  const tracks = await use.save(encodeChannels(moved), { mime: mimeTypes.channels, name: 'tracks.channels' })
  const meta = movedMeta(subject, heard, { channels, tracks })
  const name = scene?.name ?? lookName(params)
  return { scene: { ...unmade, ...sceneFacts({ name, meta, standIn: isStandIn(provider) }) } }
}
