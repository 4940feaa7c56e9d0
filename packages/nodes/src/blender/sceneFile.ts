import { join } from 'node:path'
import { type ArtifactRef, blender, type MediaMeta, mimeTypes } from '@segue/protocol'
import type { BridgeUse } from '../bridgeUse.ts'
import type { Use } from '../defineNode.ts'
import { learnLinkedFiles, whereToOpen } from './closure.ts'

/** What is in an open scene. */
export type Snapshot = Awaited<ReturnType<typeof snapshotOf>>

const snapshotOf = (bridge: BridgeUse) => bridge.call(blender.snapshot, {})

/** Opens a stored scene, unless its content is open already, and says what is in it. Scripts run only when trusted. */
export async function openScene(
  { use, bridge, log }: { use: Use; bridge: BridgeUse; log: (text: string, level: 'warning') => void },
  scene: ArtifactRef,
) {
  const place = { path: await whereToOpen(scene, use), key: scene.artifactId }
  const { hashes, grant } = await use.trusted()
  if (!bridge.standIn && hashes.includes(scene.artifactId)) {
    const { strangers } = await bridge.call(blender.openTrusted, { ...place, trusted: hashes, grant })
    for (const name of strangers)
      log(
        `Scripts stay off: nobody trusts the linked library ${name}. Run \`segue trust\` on it too.`,
        'warning',
      )
  } else await bridge.call(blender.openFile, place)
  await learnLinkedFiles(scene, use, bridge)
  const snapshot = await snapshotOf(bridge)
  for (const name of snapshot.missing) log(`Missing in this scene: ${name}`, 'warning')
  if (snapshot.scriptsBlocked)
    log('Scripts in this file are off; drivers written in Python stand still.', 'warning')
  return snapshot
}

/** What a scene that is saved by Blender or its stand-in is called and known to be. */
export function sceneFacts({ name, meta, standIn }: { name: string; meta: MediaMeta; standIn: boolean }) {
  return {
    mime: standIn ? mimeTypes.standInScene : mimeTypes.blend,
    name: `${name.replace(/(\.scene\.json|\.blend)$/i, '')}${extensionOf(standIn)}`,
    meta: { ...meta, ...(standIn ? { standIn: 'blender' as const } : {}) },
  }
}

const extensionOf = (standIn: boolean): string => (standIn ? '.scene.json' : '.blend')

/** Saves the open scene as a new artifact. */
export async function saveScene(
  { use, bridge }: { use: Use; bridge: BridgeUse },
  { name, meta }: { name: string; meta: MediaMeta },
): Promise<ArtifactRef> {
  const path = join(use.workDir, `scene${extensionOf(bridge.standIn)}`)
  const saved = await bridge.call(blender.saveFile, { path })
  return storeScene({ use, bridge }, { path: saved.path, name, meta })
}

/** Stores a scene that the application has saved. */
export const storeScene = (
  { use, bridge: { standIn } }: { use: Use; bridge: BridgeUse },
  { path, name, meta }: { path: string; name: string; meta: MediaMeta },
): Promise<ArtifactRef> => use.save(path, sceneFacts({ name, meta, standIn }))
