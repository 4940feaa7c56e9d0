import { basename } from 'node:path'
import { type ArtifactRef, blender, type SceneSpec } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse } from '../bridgeUse.ts'
import type { ForeseeArgs, Use } from '../defineNode.ts'
import { digest, factsOfFiles, hashOfFile } from '../fileFacts.ts'

type Looking = ForeseeArgs<unknown, unknown>['use']

const Paths = z.array(z.string())
const keyOf = (scene: ArtifactRef) => `linked:${scene.artifactId}`

/**
 * What the files hold that a person's scene links, by name. Which ones these are is learned when an application
 * first opens the scene; until then, and for scenes that Segue saved, there are none. That people trust its scripts
 * counts as well: the pictures are others then.
 */
export async function linkedFiles(
  scene: ArtifactRef | null | undefined,
  use: Looking,
): Promise<Record<string, string>> {
  if (!scene) return {}
  const { hashes } = await use.trusted()
  const scripts = hashes.includes(scene.artifactId) ? { [`scripts of ${scene.name}`]: 'trusted' } : {}
  if ((await use.origin(scene)) === null) return scripts
  const paths = Paths.catch([]).parse(await use.recall(keyOf(scene)))
  const files = await factsOfFiles(
    paths.map((path) => ({ path, name: basename(path) })),
    use,
  )
  return { ...files, ...scripts }
}

/** Asks the application once which files a person's scene links. The scene must be open. */
export async function learnLinkedFiles(scene: ArtifactRef, use: Use, bridge: BridgeUse): Promise<void> {
  if ((await use.origin(scene)) === null || (await use.recall(keyOf(scene))) !== null) return
  const { files } = await bridge.call(blender.linkedFiles, {})
  await use.remember(
    keyOf(scene),
    files.map(({ path }) => path),
  )
}

/**
 * Where to open a scene: where the person has it, so that relative links are found, as long as it is still the same
 * file; else its stored copy.
 */
export async function whereToOpen(scene: ArtifactRef, use: Use): Promise<string> {
  const origin = await use.origin(scene)
  const same = origin !== null && (await hashOfFile(origin, use)) === scene.artifactId
  return same ? origin : use.path(scene)
}

/** The name of a look's scene: the same for the same numbers, however often it is built and saved. */
export const identityOfLook = (spec: SceneSpec): string => digest(['look', blender.buildScene.version, spec])

/** The name of a scene with all that it links and the curves that move it. */
export async function identityOf(scene: ArtifactRef, use: Looking): Promise<string> {
  const { motion, identity } = scene.meta
  if (motion) return digest(['moved', motion.base, motion.tracks.artifactId, motion.startFrame])
  if (identity) return identity
  const linked = await linkedFiles(scene, use)
  return Object.keys(linked).length === 0 ? scene.artifactId : digest(['scene', scene.artifactId, linked])
}
