import { join } from 'node:path'
import { type ArtifactRef, blender, type MediaMeta, mimeTypes } from '@segue/protocol'
import type { BridgeUse, Use } from '../defineNode.ts'

/** What is in an open scene. */
export type Snapshot = Awaited<ReturnType<typeof snapshotOf>>

const snapshotOf = (bridge: BridgeUse) => bridge.call(blender.snapshot, {})

/** Opens a stored scene, unless its content is open already, and says what is in it. */
export async function openScene(
  { use, bridge, log }: { use: Use; bridge: BridgeUse; log: (text: string, level: 'warning') => void },
  scene: ArtifactRef,
) {
  await bridge.call(blender.open, { path: await use.path(scene), key: scene.artifactId })
  const snapshot = await snapshotOf(bridge)
  for (const name of snapshot.missing) log(`Missing in this scene: ${name}`, 'warning')
  if (snapshot.scriptsBlocked)
    log('Scripts in this file are off; drivers written in Python stand still.', 'warning')
  return snapshot
}

/** Saves the open scene as a new artifact. */
export async function saveScene(
  { use, bridge }: { use: Use; bridge: BridgeUse },
  { name, meta }: { name: string; meta: MediaMeta },
): Promise<ArtifactRef> {
  const extension = bridge.standIn ? '.scene.json' : '.blend'
  const saved = await bridge.call(blender.save, { path: join(use.workDir, `scene${extension}`) })
  return use.save(saved.path, {
    mime: bridge.standIn ? mimeTypes.standInScene : mimeTypes.blend,
    name: `${name.replace(/(\.scene\.json|\.blend)$/i, '')}${extension}`,
    meta: { ...meta, ...(bridge.standIn ? { standIn: 'blender' as const } : {}) },
  })
}
